import math

import pytest
import scalar_echo
from scalar_echo import constants, digits, echo, kind, successor


@pytest.mark.parametrize(
    "values",
    [
        [None, True, False],
        [0, -1, 2**63, 2**64, -(2**64) - 1, 10**500],
        [1.5, -0.0, 5e-324, 1.7976931348623157e308, math.inf, -math.inf],
        [2 + 3j, complex(0, -0.0)],
        ["", "é", "e\u0301", "\U0001f600", "a\x00b", "\n\t\\"],
        [b"", b"\xff\x00", bytearray(b"x")],
    ],
    ids=["singletons", "int", "float", "complex", "str", "bytes"],
)
def test_echo_keeps_type(values):
    for value in values:
        result = echo(value)
        assert type(result) is type(value)
        assert result == value
        assert repr(result) == repr(value)


def test_singletons_are_identical():
    for value in (None, True, False, ..., NotImplemented):
        assert echo(value) is value


def test_nan():
    assert math.isnan(echo(float("nan")))
    assert constants()["nan"] != constants()["nan"]


def test_sign_of_zero():
    assert math.copysign(1, constants()["minus_zero"]) == -1
    assert math.copysign(1, constants()["complex"].imag) == -1


def test_bool_is_not_int():
    assert kind(True) == "bool"
    assert kind(1) == "int"
    assert kind(1.0) == "float"


def test_seen_type_of_bytes():
    assert [kind(v) for v in (b"", bytearray(), "")] == ["bytes", "bytearray", "str"]


def test_constants():
    values = constants()
    assert values["huge"] == 2**200
    assert values["negative"] == -(3**150)
    assert values["text"] == "π ≈ 3 🐍\x00"
    assert type(values["array"]) is bytearray
    assert values["dots"] is ...
    assert values["true"] is True


def test_successor():
    assert successor(10**40) == 10**40 + 1
    assert successor(True) == 2
    assert type(successor(True)) is int


def test_digits():
    assert digits(-(10**80)) == 81


def test_wrong_type():
    with pytest.raises(TypeError, match="concatenate"):
        scalar_echo.successor("x")
