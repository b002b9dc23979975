import math
import operator

import pytest
from numeric_box import BadBool, BadIndex, Box, Index


def test_int_and_float():
    assert int(Box(3.9)) == 3
    assert float(Box(3)) == 3.0
    assert type(float(Box(3))) is float
    assert complex(Box(2)) == 2 + 0j


def test_bool():
    assert bool(Box(1)) is True
    assert not Box()
    assert [b.value for b in (Box(0), Box(2)) if b] == [2]


def test_short_circuit_keeps_object():
    zero, one = Box(0), Box(1)
    assert (zero or one) is one
    assert (zero and one) is zero


def test_round():
    assert round(Box(2.567)) == 3
    assert round(Box(2.567), 1) == Box(2.6)


def test_math_functions():
    assert (math.floor(Box(-1.5)), math.ceil(Box(-1.5)), math.trunc(Box(-1.5))) == (-2, -1, -1)
    assert math.sqrt(Box(16)) == 4.0


def test_abs():
    assert abs(Box(-4)) == 4
    assert isinstance(abs(Box(-4)), Box)


def test_index():
    assert "abcdef"[Index(2)] == "c"
    assert [1, 2, 3][Index(0) : Index(2)] == [1, 2]
    assert operator.index(Index(7)) == 7
    assert "ab" * Index(2) == "abab"
    assert int(Index(5)) == 5


def test_no_index():
    with pytest.raises(TypeError):
        [1, 2, 3][Box(1)]
    with pytest.raises(TypeError):
        operator.index(Box(1))


def test_bad_index():
    with pytest.raises(TypeError):
        operator.index(BadIndex())


def test_bad_bool():
    with pytest.raises(RuntimeError, match="no truth here"):
        if BadBool():
            pass


def test_call():
    assert Box(3)() == 3
    assert Box(3)(2, 5) == 30
    assert list(map(Box("ab"), [1, 2])) == ["ab", "abab"]
    assert callable(Box())
    assert not callable(Index(1))


def test_bad_conversion():
    with pytest.raises(ValueError, match="could not convert string to float: 'x'"):
        float(Box("x"))


def test_sorting_mixed():
    assert [b.value for b in sorted([Box(3), Box(-1), Box(0.5)])] == [-1, 0.5, 3]
    assert Box(1) == 1 and 1 == Box(1)
