import operator

import pytest
from vector_ops import Vector


@pytest.fixture
def v():
    return Vector(3, 4)


def test_operators(v):
    assert operator.add(v, 2) == Vector(5, 6)
    assert operator.sub(v, Vector(2, 2)) == Vector(1, 2)
    assert v * 2 == Vector(6, 8)
    assert v / 2 == Vector(1.5, 2.0)
    assert v // 2 == Vector(1, 2)
    assert v % 2 == Vector(1, 0)
    assert v**2 == Vector(9, 16)


def test_reflected(v):
    assert 10 - v == Vector(7, 6)
    assert 10 + v == Vector(13, 14)
    assert 2 * v == Vector(6, 8)


def test_reflected_floor_division(v):
    assert 9 // v == Vector(3, 2)


def test_missing_reflected(v):
    with pytest.raises(TypeError, match="unsupported operand"):
        1 / v


def test_matmul(v):
    assert v @ Vector(1, 2) == 11


def test_matmul_length_check(v):
    with pytest.raises(ValueError):
        v @ Vector(1)


def test_unary(v):
    assert -v == Vector(-3, -4)
    assert +v == v
    assert +v is not v
    assert abs(v) == 5.0


def test_in_place_keeps_identity(v):
    alias = v
    v += 1
    assert alias is v


def test_in_place_subtract(v):
    alias = v
    v -= Vector(1, 1)
    assert alias is v
    assert alias.values == [2, 3]


def test_divmod_and_pow(v):
    assert divmod(v, 2) == (Vector(1, 2), Vector(1, 0))
    assert pow(v, 2, 5) == Vector(4, 1)


def test_sum_starts_at_zero(v):
    assert sum([v, v]) == Vector(6, 8)
    assert repr(sum([v, v])) == "Vector(6, 8)"


def test_division_by_zero(v):
    with pytest.raises(ZeroDivisionError):
        v // 0
    with pytest.raises(TypeError):
        ~v


def test_mixed_numbers():
    assert Vector(1, 2.5, 1j) * 2 == Vector(2, 5.0, 2j)
