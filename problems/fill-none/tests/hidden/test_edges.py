"""Leading None, empty lists, and values that only look missing."""

from __future__ import annotations

import math
from copy import deepcopy

import pytest
from fill_none import fill_none

pytestmark = pytest.mark.case(group="edge cases", weight=1)


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
    name="leading None stays None",
    hint="What is there to copy before the first value?",
)
def test_leading_none() -> None:
    check(fill_none([None, None, 2]), [None, None, 2])


@pytest.mark.case(
    name="only None",
    hint="Perhaps no value ever comes.",
)
@pytest.mark.parametrize("size", [1, 4], ids=["one item", "several items"])
def test_only_none(size: int) -> None:
    check(fill_none([None] * size), [None] * size)


@pytest.mark.case(
    name="empty list",
    hint="Does your code need a first item?",
)
def test_empty_list() -> None:
    check(fill_none([]), [])


@pytest.mark.case(
    name="a single value",
    hint="The list can be as short as one item.",
)
def test_single_value() -> None:
    check(fill_none([6]), [6])


@pytest.mark.case(
    name="a falsy value is a value",
    hint="Missing and falsy are two different questions: how do you ask whether an item is None?",
)
@pytest.mark.parametrize(
    "value",
    [0, 0.0, False, "", [], {}],
    ids=["zero", "zero float", "false", "empty text", "empty list", "empty dict"],
)
def test_falsy_value(value: object) -> None:
    filled = fill_none([5, deepcopy(value), None, 7])
    assert type(filled) is list
    assert len(filled) == 4
    assert type(filled[1]) is type(value)
    assert type(filled[2]) is type(value)
    check(filled, [5, value, value, 7])


@pytest.mark.case(
    name="a falsy value comes first",
    hint="Starting the list with a falsy value is not the same as starting it with None.",
)
def test_falsy_value_first() -> None:
    check(fill_none([0, None, None, 4]), [0, 0, 0, 4])


@pytest.mark.case(
    weight=2,
    name="NaN is a value",
    hint="The rules name exactly one thing that counts as missing.",
)
def test_nan_is_a_value() -> None:
    filled = fill_none([1.5, math.nan, None, 2.5])
    assert type(filled) is list
    assert [type(item) for item in filled] == [float] * 4
    assert [math.isnan(item) for item in filled] == [False, True, True, False]
    assert [filled[0], filled[3]] == [1.5, 2.5]


@pytest.mark.case(
    name="a text that says None is a value",
    hint="Compare the item itself, not the way it is printed.",
)
def test_text_none() -> None:
    check(fill_none(["yes", "None", None]), ["yes", "None", "None"])
