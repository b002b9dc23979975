"""No rainy day, few rainy days, and readings that do not count."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from median_rainfall import median_rainfall

pytestmark = pytest.mark.case(group="edge cases", weight=1)


def rain(readings: list[float | None]) -> pd.DataFrame:
    """One row per reading, as float64."""
    return pd.DataFrame({"rainfall": pd.Series(readings, dtype="float64")})


def check(result: object, expected: float) -> None:
    """Fail unless result is one number, close to expected; NaN equals NaN."""
    assert issubclass(type(result), int | float | np.integer | np.floating)
    assert float(result) == pytest.approx(expected, rel=1e-9, abs=1e-12, nan_ok=True)


@pytest.mark.case(
    name="no rainy day gives NaN",
    hint="What is the middle of nothing? The rules say what to return.",
)
@pytest.mark.parametrize(
    "readings",
    [[0.0, 0.0, 0.0], [], [None, None], [-1.0, -2.0]],
    ids=["all dry", "no rows", "all missing", "all negative"],
)
def test_no_rainy_day(readings: list[float | None]) -> None:
    check(median_rainfall(rain(readings)), float("nan"))


@pytest.mark.case(
    name="a single rainy day",
    hint="One value is its own middle.",
)
def test_one_rainy_day() -> None:
    check(median_rainfall(rain([0.0, 0.0, 0.0, 8.5])), 8.5)


@pytest.mark.case(
    name="two rainy days, with decimals",
    hint="Do not round on the way.",
)
def test_two_rainy_days() -> None:
    check(median_rainfall(rain([0.2, 0.5])), 0.35)


@pytest.mark.case(
    weight=2,
    name="missing readings are left out",
    hint="How does your code treat a day without a reading?",
)
def test_missing_readings() -> None:
    check(median_rainfall(rain([4.0, 6.0, 11.0, None, np.nan])), 6.0)


@pytest.mark.case(
    weight=2,
    name="negative readings are left out",
    hint="Can it rain less than nothing?",
)
def test_negative_readings() -> None:
    check(median_rainfall(rain([4.0, -9.0, 6.0, -9.0, 8.0])), 6.0)


@pytest.mark.case(
    weight=2,
    name="days with the same rainfall",
    hint="Each day counts, however often its value comes up.",
)
def test_equal_readings() -> None:
    check(median_rainfall(rain([2.0, 5.0, 5.0, 5.0, 5.0, 5.0, 7.0, 8.0, 9.0])), 5.0)


@pytest.mark.case(
    name="tiny amounts are rain",
    hint="Where exactly does rain begin?",
)
def test_tiny_amounts() -> None:
    check(median_rainfall(rain([0.01, 0.02, 0.03, 0.4, 2.0])), 0.03)
