import pytest
from solution import act

NAMES = [
    "guesses_the_id",
    "answers_twice",
    "garbage",
    "too_long",
    "no_message",
    "half_then_exits",
    "half_then_hangs",
    "nested",
    "asks_for_a_handle",
    "asks_for_an_unknown_operation",
    "sends_a_strange_reference",
    "answers_late",
    "malformed_change",
    "many_small_frames",
    "empty_frame",
    "raises_no_exception",
    "claims_its_own_class",
]


@pytest.mark.parametrize("name", [each for name in NAMES for each in (name, f"after_{name}")])
def test_act(name):
    assert act(name) == 42
