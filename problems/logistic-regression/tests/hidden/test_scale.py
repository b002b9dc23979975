"""Many samples under the time limit."""

from __future__ import annotations

import numpy as np
import numpy.testing
import pytest

from logistic_regression import logistic_regression

pytestmark = pytest.mark.case(group="scale")


def weights_of(result: object, features: int) -> np.ndarray:
    """The weights; fails unless they are a 1-D float array of that many finite numbers."""
    assert type(result) is np.ndarray, "a NumPy array is expected"
    assert result.shape == (features,)
    assert np.issubdtype(result.dtype, np.floating)
    assert np.isfinite(result).all()
    return result


@pytest.mark.case(
    name="many samples", hint="How often are all predictions computed within one iteration?"
)
def test_many_samples(rng):
    X = rng.normal(size=(20_000, 4))
    y = (X @ [1.0, -2.0, 0.5, 0.0] + rng.normal(size=20_000) > 0).astype(int)
    rate = 2.0 / float(np.linalg.norm(X, 2)) ** 2
    weights = np.zeros(4)
    for _ in range(30):
        weights = weights + rate * (X.T @ (y - 0.5 * (1.0 + np.tanh(0.5 * (X @ weights)))))
    result = weights_of(logistic_regression(X, y, 30, rate), 4)
    np.testing.assert_allclose(result, weights, rtol=1e-6, atol=1e-9)
