"""Which days count, and which value is in the middle."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from median_rainfall import median_rainfall

pytestmark = pytest.mark.case(group="correctness", weight=1)


def rain(readings: list[float | None]) -> pd.DataFrame:
    """One row per reading, as float64."""
    return pd.DataFrame({"rainfall": pd.Series(readings, dtype="float64")})


def check(result: object, expected: float) -> None:
    """Fail unless result is one number, close to expected; NaN equals NaN."""
    assert issubclass(type(result), int | float | np.integer | np.floating)
    assert float(result) == pytest.approx(expected, rel=1e-9, abs=1e-12, nan_ok=True)


def middle(readings: list[float]) -> float:
    """The median of at least one reading, by the book."""
    ordered = sorted(readings)
    half = len(ordered) // 2
    if len(ordered) % 2:
        return ordered[half]
    return (ordered[half - 1] + ordered[half]) / 2


def draw(rng: np.random.Generator, size: int) -> list[float]:
    """Different readings above zero, in tenths of a millimetre."""
    return [float(tenths) / 10 for tenths in rng.choice(900, size=size, replace=False) + 1]


@pytest.mark.case(
    name="an odd number of days, all rainy",
    hint="One value has as many days below it as above it.",
)
def test_odd_count() -> None:
    check(median_rainfall(rain([2.0, 4.0, 6.0])), 4.0)


@pytest.mark.case(
    weight=2,
    name="an even number of days, all rainy",
    hint="Two values share the middle: use both.",
)
def test_even_count() -> None:
    check(median_rainfall(rain([1.0, 2.0, 5.0, 6.0])), 3.5)


@pytest.mark.case(
    name="days that are not sorted by rainfall",
    hint="The middle of the calendar is not the middle of the values.",
)
def test_unsorted() -> None:
    check(median_rainfall(rain([9.0, 5.0, 1.0, 7.0, 3.0])), 5.0)


@pytest.mark.case(
    name="one very wet day",
    hint="A single extreme day hardly moves a median.",
)
def test_one_heavy_storm() -> None:
    check(median_rainfall(rain([1.0, 2.0, 120.0])), 2.0)


@pytest.mark.case(
    weight=2,
    name="dry days are left out",
    hint="Which days may take part in the median?",
)
def test_dry_days_left_out() -> None:
    check(median_rainfall(rain([0.0, 0.0, 2.0, 4.0, 6.0])), 4.0)


@pytest.mark.case(
    name="nearly all days are dry",
    hint="Count only the days with rain when you look for the middle.",
)
def test_mostly_dry() -> None:
    check(median_rainfall(rain([0.0] * 9 + [3.0])), 3.0)


@pytest.mark.case(
    name="other columns do not matter",
    hint="One column decides, whatever the others hold.",
)
def test_other_columns() -> None:
    frame = pd.DataFrame(
        {
            "station": ["north", "south", "east"],
            "rainfall": [4.0, 8.0, 12.0],
            "snowfall": [0.0, 900.0, np.nan],
        }
    )
    check(median_rainfall(frame), 8.0)


@pytest.mark.case(
    weight=2,
    name="random months of dry and rainy days",
    hint="Compare with a slow and simple version on small random frames.",
)
def test_random_days(rng: np.random.Generator) -> None:
    for dry in range(20):
        size = int(rng.integers(1, 30))
        rainy = draw(rng, size)
        readings = rng.permutation(rainy + [0.0] * dry).tolist()
        check(median_rainfall(rain(readings)), middle(rainy))


@pytest.mark.case(
    weight=2,
    name="random months with faulty and missing readings",
    hint="Dry, missing and faulty readings come mixed with good ones.",
)
def test_random_faulty_days(rng: np.random.Generator) -> None:
    for faulty in range(1, 21):
        rainy = draw(rng, 21 - faulty // 2)
        negative = [-reading for reading in draw(rng, faulty)]
        readings = rng.permutation(rainy + negative + [0.0, np.nan] * faulty).tolist()
        check(median_rainfall(rain(readings)), middle(rainy))
