from fractions import Fraction

import pytest
from poly_ring import Polynomial


class TestPolynomial:
    def test_trailing_zeros(self):
        assert Polynomial(1, 2, 0, 0).coefficients == (1, 2)

    def test_degree(self):
        assert Polynomial(0, 0, 5).degree == 2
        assert Polynomial().degree == -1

    @pytest.mark.parametrize(("x", "y"), [(0, 1), (2, 17), (0.5, 2.75), (1j, -2 + 2j)])
    def test_call(self, x, y):
        result = Polynomial(1, 2, 3)(x)
        assert result == y
        assert type(result) is type(y)

    def test_call_with_fraction(self):
        assert Polynomial(0, 0, 1)(Fraction(2, 3)) == Fraction(4, 9)

    def test_map_as_function(self):
        assert list(map(Polynomial(1, 1), range(3))) == [1, 2, 3]

    def test_add(self):
        assert Polynomial(1, 2) + Polynomial(0, -2, 4) == Polynomial(1, 0, 4)

    def test_multiply_keeps_type(self):
        product = Polynomial(1, 1) * Polynomial(-1, 1)
        assert isinstance(product, Polynomial)

    def test_negate(self):
        assert -Polynomial(1, -2) == Polynomial(-1, 2)

    def test_derivative(self):
        assert Polynomial(7, 3, 5).derivative() == Polynomial(3, 10)

    def test_integral(self):
        assert Polynomial(2, 2).integral() == Polynomial(0, 2, 1)

    def test_str(self):
        assert str(Polynomial(1, 0, 3)) == "3x^2 + 1"

    def test_str_of_zero(self):
        assert str(Polynomial()) == "0"
