"""The examples of the statement."""

from __future__ import annotations

import pytest
from fill_none import fill_none

pytestmark = pytest.mark.case(group="examples", weight=1)


def plain(value: object) -> bool:
    """Whether value is made of builtin types alone, so that == means what it says."""
    if type(value) is list:
        return all(plain(item) for item in value)
    if type(value) is dict:
        return all(plain(item) for pair in value.items() for item in pair)
    return value is None or type(value) in (bool, int, float, str)


def check(filled: object, expected: list[object]) -> None:
    """Fail unless filled is a list of plain values that equals expected."""
    assert type(filled) is list
    assert plain(filled)
    assert filled == expected


@pytest.mark.case(
    name="one gap between two values",
    hint="Walk through the list and remember the last value that you saw.",
)
def test_example_one_gap() -> None:
    check(fill_none([1, None, 3]), [1, 1, 3])


@pytest.mark.case(
    name="a longer gap and a gap at the end",
    hint="A gap can be longer than one item, and it can run to the end of the list.",
)
def test_example_longer_gap() -> None:
    check(fill_none([4, None, None, 7, None]), [4, 4, 4, 7, 7])


@pytest.mark.case(
    name="None at the start",
    hint="What is there to copy before the first value?",
)
def test_example_none_at_start() -> None:
    check(fill_none([None, 2, None]), [None, 2, 2])


@pytest.mark.case(
    name="nothing missing",
    hint="A list without gaps comes back with the same items.",
)
def test_example_nothing_missing() -> None:
    check(fill_none(["a", "b", "c"]), ["a", "b", "c"])
