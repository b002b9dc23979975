import pytest
from error_family import NotFound, OutOfRange, Quiet, ShopError, check, find, hush, order, wrap


def test_not_found():
    with pytest.raises(NotFound) as err:
        find("avocado")
    assert err.value.name == "avocado"
    assert err.value.hints == ["apple"]
    assert err.value.args == ("avocado",)


def test_str_of_error():
    with pytest.raises(ShopError, match=r"^\[404\] x$"):
        find("x")


def test_two_bases():
    with pytest.raises(LookupError) as err:
        find("x")
    assert isinstance(err.value, ShopError)
    assert type(err.value) is NotFound


def test_overridden_str():
    with pytest.raises(OutOfRange, match="^11 not in 0..10$"):
        order(11)


def test_method_of_error():
    with pytest.raises(OutOfRange) as err:
        order(-4)
    assert err.value.clamp() == 0
    assert err.value.args == (-4, 0, 10)


def test_range_error_is_value_error():
    with pytest.raises(ValueError):
        order(11)


def test_class_attribute():
    assert (ShopError.code, NotFound.code, Quiet.code) == (500, 404, 500)
    with pytest.raises(Quiet) as err:
        hush()
    assert err.value.code == 500
    assert err.value.args == ()


def test_builtin_escapes():
    with pytest.raises(ShopError):
        check(["kiwi"])


def test_cause_is_custom():
    with pytest.raises(NotFound) as err:
        wrap()
    assert isinstance(err.value.__cause__, OutOfRange)
    assert err.value.__cause__.value == 99


def test_repr_of_error():
    assert repr(OutOfRange(12)) == "OutOfRange(12 not in 0..10)"


def test_mro():
    assert issubclass(NotFound, (LookupError, ShopError))
    assert NotFound.__bases__ == (ShopError, LookupError)


def test_raised_by_the_test():
    with pytest.raises(ShopError) as err:
        raise OutOfRange(5, high=4)
    assert str(err.value) == "5 not in 0..4"


def test_wrong_arguments():
    with pytest.raises(TypeError, match="name"):
        NotFound()
