import pytest
from solution import act

NAMES = [
    "raises",
    "raises_its_own",
    "raises_memory_error",
    "raises_base",
    "raises_interrupt",
    "raises_assertion",
    "raises_skip",
    "raises_unshowable",
    "hangs",
    "hangs_in_finally",
    "exits_at_once",
    "exits",
    "segfaults",
    "recurses",
    "bombs_forks",
    "bombs_threads",
    "bombs_memory",
    "bombs_memory_in_children",
    "prints_much",
    "prints_much_to_stderr",
    "sleeps",
    "burns",
    "burns_in_children",
    "asks",
    "stops",
    "kills_itself",
    "closes_the_channel",
    "returns_much",
    "returns_nested",
    "returns_what_cannot_cross",
    "returns_itself",
    "fills_the_disk",
    "locks_a_folder",
    "kills_first",
    "kills_all",
    "starts_a_daemon",
    "thread_goes_on",
    "thread_prints_on",
    "thread_exits_later",
    "closes_output",
    "ignores_signals",
    "replaces_builtins",
]


@pytest.mark.parametrize("name", [each for name in NAMES for each in (name, f"after_{name}")])
def test_act(name):
    assert act(name) == 42


def test_generator_without_end():
    assert list(act("endless")) == [42]


def test_after_all():
    assert act("after_all") == 42
