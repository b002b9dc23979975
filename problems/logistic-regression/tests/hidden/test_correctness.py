"""Weights against the update rule written out, and against scikit-learn."""

from __future__ import annotations

import numpy as np
import numpy.testing
import pytest

from logistic_regression import logistic_regression

pytestmark = pytest.mark.case(group="correctness")


def weights_of(result: object, features: int) -> np.ndarray:
    """The weights; fails unless they are a 1-D float array of that many finite numbers."""
    assert type(result) is np.ndarray, "a NumPy array is expected"
    assert result.shape == (features,)
    assert np.issubdtype(result.dtype, np.floating)
    assert np.isfinite(result).all()
    return result


def reference(X: np.ndarray, y: np.ndarray, iterations: int, rate: float) -> np.ndarray:
    """The update rule of the statement, with a sigmoid that cannot overflow."""
    weights = np.zeros(X.shape[1])
    for _ in range(iterations):
        predictions = 0.5 * (1.0 + np.tanh(0.5 * (X @ weights)))
        weights = weights + rate * (X.T @ (y - predictions))
    return weights


def safe_rate(X: np.ndarray) -> float:
    """A learning rate at which rounding errors shrink instead of grow."""
    return 2.0 / float(np.linalg.norm(X, 2)) ** 2


@pytest.mark.case(
    name="first update", hint="Write the first update down by hand: all predictions are 0.5."
)
def test_first_update():
    X = np.array([[1.0, -2.0, 0.5], [3.0, 4.0, -1.5], [0.0, 2.0, 1.0]])
    result = weights_of(logistic_regression(X, np.array([1, 0, 1]), 1, 0.25), 3)
    np.testing.assert_allclose(result, [-0.25, -0.5, 0.375], rtol=1e-6)


@pytest.mark.case(
    weight=2,
    name="random samples",
    hint="Compare every factor and sign of your update with rule 2.",
)
def test_random_samples(rng):
    for _ in range(20):
        count, features = int(rng.integers(3, 60)), int(rng.integers(1, 6))
        X = rng.normal(size=(count, features))
        y = rng.integers(0, 2, size=count)
        iterations, rate = int(rng.integers(2, 80)), safe_rate(X)
        result = weights_of(logistic_regression(X, y, iterations, rate), features)
        np.testing.assert_allclose(result, reference(X, y, iterations, rate), rtol=1e-6, atol=1e-9)


@pytest.mark.case(
    name="features not around zero", hint="Is there an intercept? Is X scaled? See rule 3."
)
def test_features_not_around_zero(rng):
    X = rng.uniform(2.0, 6.0, size=(40, 3))
    y = (X[:, 0] > X[:, 1]).astype(int)
    rate = safe_rate(X)
    result = weights_of(logistic_regression(X, y, 60, rate), 3)
    np.testing.assert_allclose(result, reference(X, y, 60, rate), rtol=1e-6, atol=1e-9)


@pytest.mark.case(
    name="sum, not mean", hint="What happens to the gradient when every sample comes twice?"
)
def test_sum_not_mean(rng):
    X, y = rng.normal(size=(25, 2)), rng.integers(0, 2, size=25)
    rate = safe_rate(X)
    once = weights_of(logistic_regression(X, y, 20, rate), 2)
    twice = weights_of(logistic_regression(np.vstack([X, X]), np.hstack([y, y]), 20, rate / 2), 2)
    np.testing.assert_allclose(twice, once, rtol=1e-6, atol=1e-9)
    np.testing.assert_allclose(once, reference(X, y, 20, rate), rtol=1e-6, atol=1e-9)


@pytest.mark.case(
    name="order of the samples", hint="Do all samples see the same weights within one iteration?"
)
def test_order_of_samples(rng):
    X, y = rng.normal(size=(30, 3)), rng.integers(0, 2, size=30)
    rate, order = safe_rate(X), rng.permutation(30)
    result = weights_of(logistic_regression(X, y, 10, rate), 3)
    shuffled = weights_of(logistic_regression(X[order], y[order], 10, rate), 3)
    np.testing.assert_allclose(shuffled, result, rtol=1e-6, atol=1e-9)


@pytest.mark.case(
    name="separable samples keep growing",
    hint="Exactly as many updates as asked for, settled or not.",
)
def test_separable_samples():
    X = np.array([[1.0, 2.0], [2.0, 0.5], [-1.0, -1.0], [-2.0, 0.0]])
    y = np.array([1, 1, 0, 0])
    for iterations in (100, 2000):
        result = weights_of(logistic_regression(X, y, iterations, 0.1), 2)
        np.testing.assert_allclose(result, reference(X, y, iterations, 0.1), rtol=1e-6)


@pytest.mark.case(
    name="settles at the maximum likelihood", hint="After many updates the gradient should be zero."
)
def test_maximum_likelihood(rng):
    from sklearn.linear_model import LogisticRegression

    X = rng.normal(size=(80, 3))
    y = (rng.random(80) < 1.0 / (1.0 + np.exp(-(X @ [1.0, -0.5, 0.0])))).astype(int)
    model = LogisticRegression(C=1e12, fit_intercept=False, tol=1e-10, max_iter=10_000)
    expected = model.fit(X, y).coef_[0]
    result = weights_of(logistic_regression(X, y, 500, safe_rate(X)), 3)
    np.testing.assert_allclose(result, expected, rtol=1e-3, atol=1e-3)
