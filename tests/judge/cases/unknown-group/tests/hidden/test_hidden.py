import pytest
from solution import act


@pytest.mark.case(group="nowhere")
def test_hidden():
    assert act("hidden") == 42
