import pytest
from callback_errors import (
    Wrapped, call, call_all, first_index, lazily, or_else, reraise, swallow, translate, with_log, wrap,
)


class Own(Exception):
    def __init__(self, payload):
        super().__init__("own", payload)
        self.payload = payload


class OwnValue(ValueError):
    pass


def thrower(error):
    def function(*args):
        raise error

    return function


def test_same_object_comes_out():
    error = Own({"a": [1]})
    with pytest.raises(Own) as err:
        call(thrower(error), 1, 2)
    assert err.value is error
    assert err.value.payload == {"a": [1]}


def test_reraised_is_same_object():
    error = OwnValue("x")
    with pytest.raises(ValueError) as err:
        reraise(thrower(error))
    assert err.value is error
    assert type(err.value) is OwnValue


def test_builtin_from_callback():
    with pytest.raises(ZeroDivisionError, match="division by zero"):
        call(lambda: 1 / 0)


def test_nested_callbacks():
    error = Own(1)
    with pytest.raises(Own) as err:
        call(call, call, thrower(error))
    assert err.value is error


def test_wrapped():
    error = Own(2)
    with pytest.raises(Wrapped, match="^wrapped Own$") as err:
        wrap(thrower(error))
    assert err.value.inner is error
    assert err.value.__cause__ is error


def test_no_wrapping_of_base_exceptions():
    with pytest.raises(SystemExit):
        wrap(thrower(SystemExit(3)))


def test_translated():
    with pytest.raises(ValueError, match="translated") as err:
        translate(lambda: {}["k"])
    assert isinstance(err.value.__cause__, KeyError)
    assert translate(lambda: 4) == 4


def test_finally_runs():
    log = []
    with pytest.raises(Own):
        with_log(thrower(Own(0)), log)
    assert log == ["before", "after"]


def test_default_is_not_called():
    called = []
    assert or_else(lambda: 1, lambda: called.append(1)) == 1
    assert called == []


def test_default_after_own_subclass():
    assert or_else(thrower(OwnValue()), lambda: "fallback") == "fallback"


def test_collected_errors():
    errors = [Own(1), OwnValue("b"), KeyError("c")]
    results, caught = call_all([lambda: 1, *map(thrower, errors)])
    assert results == [1]
    assert caught[0] is errors[0]
    assert caught[1] is errors[1]
    assert [type(error) for error in caught] == [Own, OwnValue, KeyError]


def test_error_half_way():
    seen = []

    def predicate(item):
        seen.append(item)
        if item == 2:
            raise Own(item)
        return False

    with pytest.raises(Own):
        first_index(range(10), predicate)
    assert seen == [0, 1, 2]


def test_swallowed():
    assert swallow(thrower(OwnValue()), KeyError, ValueError) is OwnValue
    assert swallow(thrower(Own(1)), Own) is Own
    assert swallow(int) is None


def test_lazy_error():
    stream = lazily(lambda n: 6 // n, [3, 0, 1])
    assert next(stream) == 2
    with pytest.raises(ZeroDivisionError):
        next(stream)
    with pytest.raises(StopIteration):
        next(stream)


def test_assertion_inside_callback():
    def check(value):
        assert value > 0, "must be positive"

    with pytest.raises(AssertionError, match="must be positive"):
        call(check, -1)
