"""Types, the caller's list, and calls that follow each other."""

from __future__ import annotations

from copy import deepcopy

import pytest
from fill_none import fill_none

pytestmark = pytest.mark.case(group="robustness", weight=1)


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
    name="the input list does not change",
    hint="The caller still needs the list with its gaps: where do you write the filled items?",
)
def test_input_unchanged() -> None:
    values = [1, None, "a", None, [2], None]
    before = deepcopy(values)
    fill_none(values)
    check(values, before)


@pytest.mark.case(
    name="the answer is a list",
    hint="Look at the type that your function returns.",
)
def test_returns_a_list() -> None:
    check(fill_none([1, None, 2]), [1, 1, 2])


@pytest.mark.case(
    weight=2,
    name="values keep their types",
    hint="Does anything on the way turn the items into another type?",
)
def test_types_kept() -> None:
    filled = fill_none([True, None, 1, None, 1.0, None, "1", None])
    assert type(filled) is list
    assert [type(item) for item in filled] == [bool, bool, int, int, float, float, str, str]
    assert filled == [True, True, 1, 1, 1.0, 1.0, "1", "1"]


@pytest.mark.case(
    name="a list inside the list is one value",
    hint="Only the items of the outer list are looked at.",
)
def test_nested_list() -> None:
    filled = fill_none([[1, None], None, {"x": None}, None])
    check(filled, [[1, None], [1, None], {"x": None}, {"x": None}])


@pytest.mark.case(
    name="calls do not know of each other",
    hint="Where does the remembered value live between two calls?",
)
def test_calls_are_independent() -> None:
    check(fill_none([8, None]), [8, 8])
    check(fill_none([None, 3]), [None, 3])
