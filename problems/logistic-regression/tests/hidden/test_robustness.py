"""Types of X and y, no side effects."""

from __future__ import annotations

import numpy as np
import numpy.testing
import pytest

from logistic_regression import logistic_regression

pytestmark = pytest.mark.case(group="robustness")


def weights_of(result: object, features: int) -> np.ndarray:
    """The weights; fails unless they are a 1-D float array of that many finite numbers."""
    assert type(result) is np.ndarray, "a NumPy array is expected"
    assert result.shape == (features,)
    assert np.issubdtype(result.dtype, np.floating)
    assert np.isfinite(result).all()
    return result


X = np.array([[1.0, 2.0], [2.0, -1.0], [-2.0, 1.0], [-1.0, -3.0]])
LABELS = [1, 1, 0, 0]


@pytest.mark.parametrize("kind", ["int64", "uint8", "float64", "bool"])
@pytest.mark.case(name="types of y", hint="Labels are 0 and 1, but their type may differ.")
def test_types_of_y(kind):
    result = weights_of(logistic_regression(X.copy(), np.array(LABELS, dtype=kind), 1, 0.1), 2)
    np.testing.assert_allclose(result, [0.3, 0.15], rtol=1e-6)


@pytest.mark.parametrize("kind", ["int64", "int8", "float64"])
@pytest.mark.case(name="types of X", hint="Weights are floats even if X holds integers.")
def test_types_of_x(kind):
    result = weights_of(logistic_regression(X.astype(kind), np.array(LABELS), 1, 0.1), 2)
    np.testing.assert_allclose(result, [0.3, 0.15], rtol=1e-6)


@pytest.mark.case(name="X unchanged", hint="The caller still needs X as it was.")
def test_x_unchanged():
    samples, labels = X.copy(), np.array(LABELS)
    logistic_regression(samples, labels, 3, 0.1)
    np.testing.assert_array_equal(samples, X)


@pytest.mark.case(name="y unchanged", hint="Is the error y - p stored in a new array?")
def test_y_unchanged():
    samples, labels = X.copy(), np.array(LABELS, dtype=float)
    logistic_regression(samples, labels, 3, 0.1)
    np.testing.assert_array_equal(labels, np.array(LABELS, dtype=float))


@pytest.mark.case(
    name="same input, same weights",
    hint="Nothing here is random, and nothing is kept between calls.",
)
def test_same_weights_twice(rng):
    samples, labels = rng.normal(size=(30, 4)), rng.integers(0, 2, size=30)
    first = weights_of(logistic_regression(samples, labels, 25, 0.02), 4)
    again = weights_of(logistic_regression(samples, labels, 25, 0.02), 4)
    np.testing.assert_array_equal(again, first)
