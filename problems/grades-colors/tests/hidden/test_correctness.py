"""The two conditions and how they combine."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from grades_colors import grades_colors

pytestmark = pytest.mark.case(group="correctness", weight=1)

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
    name="green and red both count",
    hint="One colour out of two is enough.",
)
def test_both_colors() -> None:
    frame = students([95, 96, 97], ["green", "red", "green"])
    expected = frame.iloc[[0, 1, 2]]
    check(grades_colors(frame), expected)


@pytest.mark.case(
    weight=2,
    name="other colours are left out",
    hint="Is your colour condition true for a colour that is not in the list?",
)
def test_other_colors() -> None:
    frame = students([95, 96, 97, 98, 99], ["blue", "red", "yellow", "black", "white"])
    expected = frame.iloc[[1]]
    check(grades_colors(frame), expected)


@pytest.mark.case(
    weight=2,
    name="low grades are left out",
    hint="The right colour alone is not enough.",
)
def test_low_grades() -> None:
    frame = students([12, 95, 60, 89], ["green", "green", "red", "red"])
    expected = frame.iloc[[1]]
    check(grades_colors(frame), expected)


@pytest.mark.case(
    name="the grade counts for both colours",
    hint="When and stands next to or, which of the two comes first?",
)
def test_low_grade_red() -> None:
    frame = students([95, 40, 96], ["green", "red", "red"])
    expected = frame.iloc[[0, 2]]
    check(grades_colors(frame), expected)


@pytest.mark.case(
    name="the order of the rows stays",
    hint="Nobody asked for a ranking.",
)
def test_order_of_rows() -> None:
    frame = students([91, 99, 93, 97], ["red", "green", "red", "green"])
    expected = frame.iloc[[0, 1, 2, 3]]
    check(grades_colors(frame), expected)


@pytest.mark.case(
    weight=2,
    name="random classes",
    hint="Compare with a slow loop over the rows on small random frames.",
)
def test_random_classes(rng: np.random.Generator) -> None:
    palette = ["green", "red", "blue", "yellow"]
    marks = [mark for mark in range(82, 101) if mark != 90]
    for size in range(4, 24):
        grades = [95, 40, 40, 95, *rng.choice(marks, size=size).tolist()]
        colors = ["red", "green", "red", "blue", *rng.choice(palette, size=size).tolist()]
        frame = students(grades, colors)
        keep = [
            row
            for row, (grade, color) in enumerate(zip(grades, colors, strict=True))
            if grade > 90 and color in ("green", "red")
        ]
        expected = frame.iloc[keep]
        check(grades_colors(frame), expected)
