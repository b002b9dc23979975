"""Dtypes, indexes, the answer's type, and the caller's frame."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from median_rainfall import median_rainfall

pytestmark = pytest.mark.case(group="robustness", weight=1)


def rain(readings: list[float | None]) -> pd.DataFrame:
    """One row per reading, as float64."""
    return pd.DataFrame({"rainfall": pd.Series(readings, dtype="float64")})


def check(result: object, expected: float) -> None:
    """Fail unless result is one number, close to expected; NaN equals NaN."""
    assert issubclass(type(result), int | float | np.integer | np.floating)
    assert float(result) == pytest.approx(expected, rel=1e-9, abs=1e-12, nan_ok=True)


@pytest.mark.case(
    name="whole numbers",
    hint="A column of integers can still have a median between two of them.",
)
def test_integer_column() -> None:
    check(median_rainfall(pd.DataFrame({"rainfall": [3, 8, 0, 4, 9]})), 6.0)


@pytest.mark.case(
    name="the answer is a float",
    hint="Look at the type of the answer when the column holds integers.",
)
def test_returns_a_float() -> None:
    result = median_rainfall(pd.DataFrame({"rainfall": [5, 6, 7]}))
    assert issubclass(type(result), float)
    assert float(result) == 6.0


@pytest.mark.case(
    name="an index of dates",
    hint="Do the row labels have to be 0, 1, 2 and so on?",
)
def test_index_of_dates() -> None:
    frame = rain([1.0, 5.0, 9.0])
    frame.index = pd.date_range("2024-02-28", periods=3)
    check(median_rainfall(frame), 5.0)


@pytest.mark.case(
    name="an index with repeated labels",
    hint="Two rows may share a label and are still two days.",
)
def test_repeated_labels() -> None:
    frame = rain([2.0, 4.0, 6.0, 8.0, 10.0])
    frame.index = [0, 0, 1, 1, 1]
    check(median_rainfall(frame), 6.0)


@pytest.mark.case(
    weight=2,
    name="the frame does not change",
    hint="The caller still needs every day, the dry ones too.",
)
def test_frame_unchanged() -> None:
    frame = pd.DataFrame({"rainfall": [7.0, 0.0, np.nan, -1.0, 3.0], "day": [1, 2, 3, 4, 5]})
    before = frame.copy(deep=True)
    median_rainfall(frame)
    pd.testing.assert_frame_equal(frame, before)
