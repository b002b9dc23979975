"""Many points under the time limit."""

from __future__ import annotations

import numpy as np
import pytest

from k_means import k_means

pytestmark = pytest.mark.case(group="scale")


def labels_of(result: object) -> list[int]:
    """The cluster numbers as plain ints; fails unless a list or a 1-D integer array is given."""
    assert type(result) in (list, np.ndarray), "a list or a NumPy array is expected"
    if isinstance(result, np.ndarray):
        assert result.ndim == 1
        assert np.issubdtype(result.dtype, np.integer)
        return result.tolist()
    assert all(isinstance(label, (int, np.integer)) for label in result)
    return [int(label) for label in result]


@pytest.mark.case(
    name="many points", hint="How often is the mean of a cluster computed in one round?"
)
def test_many_points(rng):
    centres = np.array(
        [[0.0, 0.0], [40.0, 0.0], [0.0, 40.0], [40.0, 40.0], [80.0, 0.0], [80.0, 40.0]]
    )
    truth = rng.integers(0, 6, size=40_000)
    points = centres[truth] + rng.uniform(-8, 8, size=(40_000, 2))
    assert labels_of(k_means(points, 6, centres + 2.0)) == truth.tolist()
