"""The example of the statement, and two smaller ones."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from grades_colors import grades_colors

pytestmark = pytest.mark.case(group="examples", weight=1)

PLAIN = (bool, int, float, str, np.generic)


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
    name="the example of the statement",
    hint="Both conditions must hold for a student to stay.",
)
def test_example() -> None:
    students = pd.DataFrame(
        {
            "name": ["Ada", "Ben", "Cleo", "Dan"],
            "grade": [95, 99, 88, 91],
            "favorite_color": ["red", "blue", "green", "green"],
        }
    )
    expected = students.iloc[[0, 3]]
    check(grades_colors(students), expected)


@pytest.mark.case(
    name="the index label stays",
    hint="The second student is still the second student.",
)
def test_example_index() -> None:
    students = pd.DataFrame({"grade": [70, 93], "favorite_color": ["red", "red"]})
    expected = students.iloc[[1]]
    result = grades_colors(students)
    check(result, expected)
    assert type(result) is pd.DataFrame
    pd.testing.assert_index_equal(result.index, expected.index)


@pytest.mark.case(
    name="nobody fits",
    hint="A frame without rows still has its columns.",
)
def test_example_no_match() -> None:
    students = pd.DataFrame({"grade": [70, 80], "favorite_color": ["red", "blue"]})
    expected = students.iloc[[]]
    check(grades_colors(students), expected)
