"""The examples of the statement."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from median_rainfall import median_rainfall

pytestmark = pytest.mark.case(group="examples", weight=1)


def rain(readings: list[float | None]) -> pd.DataFrame:
    """One row per reading, as float64."""
    return pd.DataFrame({"rainfall": pd.Series(readings, dtype="float64")})


def check(result: object, expected: float) -> None:
    """Fail unless result is one number, close to expected; NaN equals NaN."""
    assert issubclass(type(result), int | float | np.integer | np.floating)
    assert float(result) == pytest.approx(expected, rel=1e-9, abs=1e-12, nan_ok=True)


@pytest.mark.case(
    name="an odd number of rainy days",
    hint="Leave out the dry days first, then find the middle of the rest.",
)
def test_example_odd() -> None:
    check(median_rainfall(rain([0.0, 5.0, 0.0, 1.0, 3.0])), 3.0)


@pytest.mark.case(
    name="two rainy days",
    hint="With two values in the middle, which number lies between them?",
)
def test_example_even() -> None:
    check(median_rainfall(rain([4.0, 0.0, 10.0])), 7.0)


@pytest.mark.case(
    name="no rainy day",
    hint="Read in the rules what to return when no day is left.",
)
def test_example_no_rain() -> None:
    check(median_rainfall(rain([0.0, 0.0])), float("nan"))
