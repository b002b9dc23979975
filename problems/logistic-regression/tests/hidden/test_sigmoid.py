"""The sigmoid on numbers and arrays of any size."""

from __future__ import annotations

import numpy as np
import numpy.testing
import pytest

from logistic_regression import sigmoid

pytestmark = pytest.mark.case(group="edge cases")


@pytest.mark.case(name="known values", hint="Which sign has the exponent?")
def test_known_values():
    assert sigmoid(1.0) == pytest.approx(0.7310585786300049, rel=1e-9)
    assert sigmoid(-1.0) == pytest.approx(0.2689414213699951, rel=1e-9)
    assert sigmoid(3) == pytest.approx(0.9525741268224334, rel=1e-9)


@pytest.mark.case(name="a number gives a float", hint="A number in, a number out.")
def test_number_gives_float():
    for z in (2, 2.0, -3.5):
        assert isinstance(sigmoid(z), (float, np.floating))


@pytest.mark.parametrize("shape", [(1,), (7,), (3, 4), (2, 3, 2)], ids=["1", "7", "3x4", "2x3x2"])
@pytest.mark.case(name="shape is kept", hint="Element by element, whatever the shape.")
def test_shape_is_kept(rng, shape):
    z = rng.normal(scale=4.0, size=shape)
    before = z.copy()
    result = sigmoid(z)
    assert type(result) is np.ndarray
    assert result.shape == shape
    np.testing.assert_allclose(result, 1.0 / (1.0 + np.exp(-before)), rtol=1e-9)
    np.testing.assert_array_equal(z, before)


@pytest.mark.case(
    name="integer array", hint="The result is an array of floats, whatever the input."
)
def test_integer_array():
    result = sigmoid(np.array([-1, 0, 1]))
    assert type(result) is np.ndarray
    np.testing.assert_allclose(result, [0.2689414213699951, 0.5, 0.7310585786300049], rtol=1e-9)


@pytest.mark.case(
    weight=2,
    name="huge numbers",
    hint="Which power of e is too large for a float, and what is inf / inf?",
)
def test_huge_numbers():
    for z in (1000, 1000.0, 1e6):
        assert sigmoid(z) == pytest.approx(1.0, rel=1e-9)
        assert sigmoid(-z) == pytest.approx(0.0, abs=1e-300)


@pytest.mark.case(
    name="huge numbers in an array", hint="Every element must come out as a number between 0 and 1."
)
def test_huge_numbers_in_array():
    result = sigmoid(np.array([-1e5, -800.0, 0.0, 800.0, 1e5]))
    assert type(result) is np.ndarray
    np.testing.assert_allclose(result, [0.0, 0.0, 0.5, 1.0, 1.0], rtol=1e-9, atol=1e-300)


@pytest.mark.case(name="tiny results", hint="1 minus a number just below 1 loses digits.")
def test_tiny_results():
    assert sigmoid(-50.0) == pytest.approx(1.9287498479639178e-22, rel=1e-9, abs=0.0)
    result = sigmoid(np.array([-30.0, -300.0]))
    np.testing.assert_allclose(result, np.exp([-30.0, -300.0]), rtol=1e-9)
