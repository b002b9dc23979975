"""The examples of the statement."""

from __future__ import annotations

import numpy as np
import numpy.testing
import pytest

from logistic_regression import logistic_regression, sigmoid

pytestmark = pytest.mark.case(group="examples")


def weights_of(result: object, features: int) -> np.ndarray:
    """The weights; fails unless they are a 1-D float array of that many finite numbers."""
    assert type(result) is np.ndarray, "a NumPy array is expected"
    assert result.shape == (features,)
    assert np.issubdtype(result.dtype, np.floating)
    assert np.isfinite(result).all()
    return result


def samples() -> tuple[np.ndarray, np.ndarray]:
    return np.array([[2.0, 1.0], [1.0, 3.0]]), np.array([1, 0])


@pytest.mark.case(name="sigmoid of a number", hint="What is e to the power 0?")
def test_sigmoid_number():
    assert sigmoid(0) == pytest.approx(0.5, rel=1e-9)


@pytest.mark.case(name="sigmoid of an array", hint="NumPy functions work on every element at once.")
def test_sigmoid_array():
    result = sigmoid(np.array([-2.0, 0.0, 2.0]))
    np.testing.assert_allclose(result, [0.11920292202, 0.5, 0.88079707798], rtol=1e-9)


@pytest.mark.case(name="one update", hint="With zero weights every prediction is 0.5.")
def test_one_update():
    result = weights_of(logistic_regression(*samples(), 1, 0.1), 2)
    np.testing.assert_allclose(result, [0.05, -0.1], rtol=1e-6)


@pytest.mark.case(
    name="two updates", hint="The second update starts from the weights of the first."
)
def test_two_updates():
    result = weights_of(logistic_regression(*samples(), 2, 0.1), 2)
    np.testing.assert_allclose(result, [0.1062176501, -0.1813470497], rtol=1e-6)


@pytest.mark.case(name="no update", hint="Where do the weights start?")
def test_no_update():
    result = weights_of(logistic_regression(*samples(), 0, 0.1), 2)
    np.testing.assert_array_equal(result, [0.0, 0.0])
