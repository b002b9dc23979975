import pytest
from solution import act

NAMES = [
    "raises_Deadly",
    "raises_DeadlyText",
    "raises_Slow",
    "raises_Exits",
    "raises_Interrupts",
    "raises_DeadlyNotes",
    "returns_DeadlyValue",
    "returns_InterruptingValue",
    "returns_SlowValue",
]


@pytest.mark.parametrize("name", [each for name in NAMES for each in (name, f"after_{name}")])
def test_act(name):
    assert act(name) == 42
