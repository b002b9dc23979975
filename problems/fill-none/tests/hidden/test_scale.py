"""Long lists: the work per item must not grow with the list."""

from __future__ import annotations

import pytest
from fill_none import fill_none

pytestmark = pytest.mark.case(group="scale", weight=1)

SIZE = 100_000


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
    weight=2,
    name="one value and a very long gap",
    hint="How many items do you look at again for each None?",
)
def test_one_value_then_long_gap() -> None:
    check(fill_none([1] + [None] * (SIZE - 1)), [1] * SIZE)


@pytest.mark.case(
    name="a long list with many short gaps",
    hint="How much is copied each time one item is added?",
)
def test_many_short_gaps() -> None:
    values: list[object] = []
    expected: list[object] = []
    for item in range(1, SIZE // 2 + 1):
        values += [item, None]
        expected += [item, item]
    check(fill_none(values), expected)
