"""Gaps that follow a value."""

from __future__ import annotations

import numpy as np
import pytest
from fill_none import fill_none

pytestmark = pytest.mark.case(group="correctness", weight=1)


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


def brute_force(values: list[object]) -> list[object]:
    """For each position, the last item up to it that is not None, else None."""
    filled: list[object] = []
    for end in range(1, len(values) + 1):
        known = [value for value in values[:end] if value is not None]
        filled.append(known[-1] if known else None)
    return filled


def draw(rng: np.random.Generator, size: int) -> list[object]:
    """Random items, about half of them None, the others from 1 to 9."""
    return [int(rng.integers(1, 10)) if rng.random() < 0.5 else None for _ in range(size)]


@pytest.mark.case(
    name="each gap takes the nearest value before it",
    hint="The value to copy changes every time you meet a new value.",
)
def test_each_gap_takes_nearest() -> None:
    check(fill_none([5, None, 8, None, 6, None]), [5, 5, 8, 8, 6, 6])


@pytest.mark.case(
    name="a long gap is filled to its end",
    hint="Inside a gap the item just before may itself be missing.",
)
def test_long_gap() -> None:
    check(fill_none([3, None, None, None, None, 9]), [3, 3, 3, 3, 3, 9])


@pytest.mark.case(
    name="a gap at the end of the list",
    hint="There need not be a value after the gap.",
)
def test_gap_at_end() -> None:
    check(fill_none([7, 2, None]), [7, 2, 2])


@pytest.mark.case(
    name="values that go down",
    hint="The most recent value is not always the largest one.",
)
def test_falling_values() -> None:
    check(fill_none([9, None, 4, None, -1, None]), [9, 9, 4, 4, -1, -1])


@pytest.mark.case(
    name="the same value comes again",
    hint="Go by position: the same value can stand in several places.",
)
def test_value_comes_again() -> None:
    check(fill_none([1, 2, None, 1, None, 2, None]), [1, 2, 2, 1, 1, 2, 2])


@pytest.mark.case(
    name="texts",
    hint="The items need not be numbers.",
)
def test_texts() -> None:
    check(fill_none(["rain", None, "sun", None]), ["rain", "rain", "sun", "sun"])


@pytest.mark.case(
    weight=2,
    name="random lists that start with a value",
    hint="Write a slow and simple version, and compare the two on small random lists.",
)
def test_random_lists(rng: np.random.Generator) -> None:
    for size in range(1, 21):
        values = [int(rng.integers(1, 10)), *draw(rng, size)]
        check(fill_none(list(values)), brute_force(values))


@pytest.mark.case(
    weight=2,
    name="random lists that start with None",
    hint="Keep two situations apart: before the first value, and after it.",
)
def test_random_lists_after_leading_none(rng: np.random.Generator) -> None:
    for size in range(1, 21):
        gap = [None] * int(rng.integers(1, 4))
        values = [*gap, int(rng.integers(1, 10)), *draw(rng, size)]
        check(fill_none(list(values)), brute_force(values))
