"""A long record: the work per day must not grow with the number of days."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from median_rainfall import median_rainfall

pytestmark = pytest.mark.case(group="scale", weight=1)


def check(result: object, expected: float) -> None:
    """Fail unless result is one number, close to expected; NaN equals NaN."""
    assert issubclass(type(result), int | float | np.integer | np.floating)
    assert float(result) == pytest.approx(expected, rel=1e-9, abs=1e-12, nan_ok=True)


@pytest.mark.case(
    name="nearly thirty thousand rainy days",
    hint="How often do you go through all days to find the middle?",
)
def test_long_record() -> None:
    size = 29_999
    readings = np.arange(size, 0, -1) / 10
    check(median_rainfall(pd.DataFrame({"rainfall": readings})), (size + 1) / 20)
