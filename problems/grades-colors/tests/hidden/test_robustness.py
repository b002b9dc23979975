"""Columns, dtypes, index labels, and the caller's frame."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from grades_colors import grades_colors

pytestmark = pytest.mark.case(group="robustness", weight=1)

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


def as_frame(result: object) -> pd.DataFrame:
    """The result, once it is known to be a DataFrame with plain column names."""
    assert type(result) is pd.DataFrame
    assert all(type(name) is str for name in result.columns)
    return result


@pytest.mark.case(
    name="all columns stay, in their order",
    hint="Which columns does the result have, and in which order?",
)
def test_all_columns() -> None:
    frame = pd.DataFrame(
        {
            "favorite_color": ["red", "blue", "green"],
            "age": [21, 22, 23],
            "grade": [95.5, 96.5, 97.5],
            "enrolled": [True, True, False],
        }
    )
    expected = frame.iloc[[0, 2]]
    check(grades_colors(frame), expected)


@pytest.mark.case(
    name="a missing value in another column",
    hint="Only two columns decide who stays.",
)
def test_missing_in_other_column() -> None:
    frame = students([95, 96, 50], ["red", "green", "red"])
    frame["height"] = [1.75, float("nan"), 1.6]
    expected = frame.iloc[[0, 1]]
    pd.testing.assert_frame_equal(as_frame(grades_colors(frame)), expected)


@pytest.mark.case(
    weight=2,
    name="index labels stay",
    hint="Look at the labels at the left edge of the result.",
)
def test_index_labels() -> None:
    frame = students([50, 95, 96], ["red", "blue", "red"])
    frame.index = ["x", "y", "z"]
    expected = frame.iloc[[2]]
    pd.testing.assert_frame_equal(as_frame(grades_colors(frame)), expected)


@pytest.mark.case(
    name="an index with repeated labels",
    hint="Two rows may share a label, and only one of them may fit.",
)
def test_repeated_labels() -> None:
    frame = students([95, 50, 96, 97], ["red", "red", "blue", "green"])
    frame.index = [7, 7, 3, 3]
    expected = frame.iloc[[0, 3]]
    pd.testing.assert_frame_equal(as_frame(grades_colors(frame)), expected)


@pytest.mark.case(
    name="dtypes stay",
    hint="Does a whole number stay a whole number on its way through your code?",
)
def test_dtypes() -> None:
    frame = students([95, 96, 50], ["red", "blue", "green"])
    frame["born"] = pd.to_datetime(["2001-05-01", "2002-06-02", "2003-07-03"])
    expected = frame.dtypes.copy()
    pd.testing.assert_series_equal(as_frame(grades_colors(frame)).dtypes, expected)


@pytest.mark.case(
    name="dtypes stay when nobody fits",
    hint="Columns have a dtype also when they are empty.",
)
def test_dtypes_when_nobody_fits() -> None:
    frame = students([95, 50], ["blue", "green"])
    expected = frame.dtypes.copy()
    pd.testing.assert_series_equal(as_frame(grades_colors(frame)).dtypes, expected)


@pytest.mark.case(
    weight=2,
    name="the frame does not change",
    hint="The caller still needs all students, and no further columns.",
)
def test_frame_unchanged() -> None:
    frame = students([50.0, 95.0, float("nan"), 93.0], ["red", "green", "red", None])
    frame.index = [4, 3, 2, 1]
    before = frame.copy(deep=True)
    grades_colors(frame)
    pd.testing.assert_frame_equal(frame, before)
