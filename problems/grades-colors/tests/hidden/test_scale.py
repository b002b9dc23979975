"""A large school, where every student fits."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from grades_colors import grades_colors

pytestmark = pytest.mark.case(group="scale", weight=1)

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
    name="twenty thousand students, and all of them fit",
    hint="How much is copied each time one student is added to the result?",
)
def test_large_school() -> None:
    size = 20_000
    frame = pd.DataFrame(
        {
            "number": range(size),
            "grade": [91 + number % 10 for number in range(size)],
            "favorite_color": ["green", "red"] * (size // 2),
        }
    )
    expected = frame.copy()
    check(grades_colors(frame), expected)
