"""Extreme counts, labels and features."""

from __future__ import annotations

import numpy as np
import numpy.testing
import pytest

from logistic_regression import logistic_regression

pytestmark = pytest.mark.case(group="edge cases")


def weights_of(result: object, features: int) -> np.ndarray:
    """The weights; fails unless they are a 1-D float array of that many finite numbers."""
    assert type(result) is np.ndarray, "a NumPy array is expected"
    assert result.shape == (features,)
    assert np.issubdtype(result.dtype, np.floating)
    assert np.isfinite(result).all()
    return result


@pytest.mark.case(name="zero iterations", hint="No update is made: what is returned?")
def test_zero_iterations(rng):
    result = weights_of(logistic_regression(rng.normal(size=(5, 4)), np.ones(5), 0, 0.1), 4)
    np.testing.assert_array_equal(result, np.zeros(4))


@pytest.mark.case(name="one feature", hint="Even a single weight comes in an array.")
def test_one_feature():
    X = np.array([[1.0], [2.0], [-3.0]])
    result = weights_of(logistic_regression(X, np.array([1, 1, 0]), 2, 0.1), 1)
    np.testing.assert_allclose(result, [0.5001396363], rtol=1e-6)


@pytest.mark.case(name="one sample", hint="The smallest X has a single row.")
def test_one_sample():
    result = weights_of(logistic_regression(np.array([[4.0, -2.0]]), np.array([0]), 1, 0.5), 2)
    np.testing.assert_allclose(result, [-1.0, 0.5], rtol=1e-6)


@pytest.mark.parametrize(("label", "sign"), [(1, 1.0), (0, -1.0)], ids=["all ones", "all zeros"])
@pytest.mark.case(name="one class only", hint="All labels may be equal.")
def test_one_class_only(label, sign):
    X = np.array([[1.0, 2.0], [3.0, 2.0]])
    result = weights_of(logistic_regression(X, np.full(2, label), 1, 0.5), 2)
    np.testing.assert_allclose(result, [sign * 1.0, sign * 1.0], rtol=1e-6)


@pytest.mark.case(name="a column of zeros", hint="A feature that is always 0 teaches nothing.")
def test_column_of_zeros():
    X = np.array([[1.0, 0.0], [-1.0, 0.0], [2.0, 0.0]])
    result = weights_of(logistic_regression(X, np.array([1, 0, 1]), 50, 0.1), 2)
    assert result[0] > 0.5
    assert result[1] == pytest.approx(0.0, abs=1e-12)


@pytest.mark.case(
    name="large features", hint="What does your sigmoid give when X w is in the millions?"
)
def test_large_features():
    X = np.array([[1000.0], [-1000.0], [500.0]])
    result = weights_of(logistic_regression(X, np.array([1, 0, 1]), 5, 1.0), 1)
    np.testing.assert_allclose(result, [1250.0], rtol=1e-6)


@pytest.mark.case(
    name="large features, wrong side",
    hint="A prediction may be exactly 0 or 1, and still be wrong.",
)
def test_large_features_wrong_side():
    X = np.array([[4000.0], [1000.0]])
    result = weights_of(logistic_regression(X, np.array([1, 0]), 3, 1.0), 1)
    np.testing.assert_allclose(result, [-500.0], rtol=1e-6)
