import math

import pytest
from complex_pair import ComplexPair


def test_parts():
    number = ComplexPair(real=1, imaginary=-2)
    assert number.real == 1
    assert number.imaginary == -2


def test_default_imaginary():
    assert ComplexPair(4) == ComplexPair(4, 0)


def test_add_plain_number():
    assert ComplexPair(1, 2) + 5 == ComplexPair(6, 2)
    assert 5 + ComplexPair(1, 2) == ComplexPair(6, 2)


def test_subtract():
    assert ComplexPair(1, 2) - ComplexPair(3, 5) == ComplexPair(-2, -3)


def test_reflected_subtract():
    assert 4 - ComplexPair(1, 2) == ComplexPair(3, -2)


def test_multiply():
    assert ComplexPair(0, 1) * ComplexPair(0, 1) == ComplexPair(-1, 0)
    assert 3 * ComplexPair(1, 2) == ComplexPair(3, 6)


def test_abs():
    assert abs(ComplexPair(-3, 4)) == 5.0
    assert type(abs(ComplexPair(0))) is float


def test_conjugate():
    assert ComplexPair(5, 3).conjugate() == ComplexPair(5, -3)


def test_euler():
    result = ComplexPair(0, math.pi).exp()
    assert result.real == pytest.approx(-1)
    assert result.imaginary == pytest.approx(0, abs=1e-12)


def test_to_and_from_builtin():
    assert complex(ComplexPair(1, 2)) == 1 + 2j
    assert ComplexPair.from_complex(3 - 1j) == ComplexPair(3, -1)


def test_not_equal_to_other_things():
    assert ComplexPair(1, 2) != (1, 2)
    assert not ComplexPair(1, 2) == "1+2i"
