"""Grades at the limit, colours that look alike, missing values, and nobody at all."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from grades_colors import grades_colors

pytestmark = pytest.mark.case(group="edge cases", weight=1)

PLAIN = (bool, int, float, str, np.generic)


def students(grades: list[float], colors: list[str | None]) -> pd.DataFrame:
    """One row per grade and colour, with a name of its own for each."""
    names = [f"student {number}" for number in range(len(grades))]
    return pd.DataFrame({"name": names, "grade": grades, "favorite_color": colors})


def check(result: object, expected: pd.DataFrame) -> None:
    """Fail unless result has the columns and rows of expected; index and dtypes are not compared.

    Every cell and column name must be a plain value, so that == means what it says.
    """
    assert type(result) is pd.DataFrame
    assert all(type(name) is str for name in result.columns)
    assert list(result.columns) == list(expected.columns)
    rows = list(result.itertuples(index=False, name=None))
    assert all(issubclass(type(cell), PLAIN) for row in rows for cell in row)
    assert rows == list(expected.itertuples(index=False, name=None))


@pytest.mark.case(
    weight=2,
    name="exactly 90 is left out",
    hint="Is 90 above 90?",
)
def test_exactly_ninety() -> None:
    frame = students([90, 91, 90], ["red", "red", "green"])
    expected = frame.iloc[[1]]
    check(grades_colors(frame), expected)


@pytest.mark.case(
    name="grades with decimals",
    hint="The grades need not be whole numbers.",
)
def test_just_above_ninety() -> None:
    frame = students([90.0, 90.5, 90.01, 89.99], ["red", "green", "red", "green"])
    expected = frame.iloc[[1, 2]]
    check(grades_colors(frame), expected)


@pytest.mark.case(
    name="capital letters make another colour",
    hint="Compare the texts exactly as they are.",
)
def test_other_case() -> None:
    frame = students([95, 96, 97, 98], ["Green", "RED", "red", "Red"])
    expected = frame.iloc[[2]]
    check(grades_colors(frame), expected)


@pytest.mark.case(
    name="spaces make another colour",
    hint="Compare the texts exactly as they are.",
)
def test_spaces() -> None:
    frame = students([95, 96, 97], [" red", "green", "green "])
    expected = frame.iloc[[1]]
    check(grades_colors(frame), expected)


@pytest.mark.case(
    name="a colour that only contains the word",
    hint="Is it enough that the word appears somewhere in the text, or the text in the word?",
)
def test_longer_names() -> None:
    frame = students([95, 96, 97, 98, 99], ["dark green", "red", "infrared", "greenish", "r"])
    expected = frame.iloc[[1]]
    check(grades_colors(frame), expected)


@pytest.mark.case(
    weight=2,
    name="a missing grade is left out",
    hint="What does your code do with a grade that is neither above nor below?",
)
def test_missing_grade() -> None:
    frame = students([95.0, float("nan"), float("nan"), 99.0], ["red", "red", "green", "green"])
    expected = frame.iloc[[0, 3]]
    check(grades_colors(frame), expected)


@pytest.mark.case(
    weight=2,
    name="a missing colour is left out",
    hint="Not every student named a colour.",
)
def test_missing_color() -> None:
    frame = students([95, 96, 97], ["red", None, "green"])
    expected = frame.iloc[[0, 2]]
    check(grades_colors(frame), expected)


@pytest.mark.case(
    weight=2,
    name="every column stays when nobody fits",
    hint="What does the frame look like when no row is left?",
)
def test_nobody_fits() -> None:
    frame = students([95, 60, 91], ["blue", "red", "pink"])
    expected = frame.iloc[[]]
    check(grades_colors(frame), expected)


@pytest.mark.case(
    name="a frame without rows",
    hint="Perhaps there is no student at all.",
)
def test_no_rows() -> None:
    frame = students([95.0], ["red"]).iloc[:0]
    expected = frame.copy()
    check(grades_colors(frame), expected)


@pytest.mark.case(
    name="equal rows all stay",
    hint="Two students can have the same grade and the same colour.",
)
def test_equal_rows() -> None:
    frame = pd.DataFrame({"grade": [95, 95, 60, 95], "favorite_color": ["red"] * 4})
    expected = frame.iloc[[0, 1, 3]]
    check(grades_colors(frame), expected)
