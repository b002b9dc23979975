import pytest
from coroutine_tools import (
    accumulate_until, careful, delegate, echo, resilient, resource, running_average, stubborn,
)


@pytest.fixture
def average():
    stream = running_average()
    next(stream)
    return stream


def test_average(average):
    assert average.send(10) == 10
    assert average.send(20) == 15.0


def test_average_of_none(average):
    assert average.send(None) == 0


def test_send_before_start():
    with pytest.raises(TypeError, match="non-None value to a just-started generator"):
        echo().send(1)


def test_echo():
    stream = echo()
    assert next(stream) is None
    assert stream.send([1]) == [1]
    assert stream.send("x") == "x"
    assert next(stream) is None


def test_throw_is_counted():
    stream = resilient()
    next(stream)
    assert stream.throw(ValueError("a")) == 1


def test_throw_with_argument():
    stream = resilient()
    next(stream)
    assert stream.throw(KeyError("k")) == "key k"


def test_throw_unhandled():
    class Mine(Exception):
        pass

    stream = resilient()
    next(stream)
    error = Mine("m")
    with pytest.raises(Mine) as err:
        stream.throw(error)
    assert err.value is error
    with pytest.raises(StopIteration):
        next(stream)


def test_close_logs():
    log = []
    stream = resource(log)
    next(stream)
    stream.close()
    assert log == ["open", "closed"]


def test_close_runs_finally():
    log = []
    stream = careful(log)
    next(stream)
    assert log == []
    stream.close()
    assert log == ["released"]


def test_close_before_start():
    log = []
    stream = careful(log)
    stream.close()
    assert log == []
    assert list(stream) == []


def test_return_after_send():
    stream = accumulate_until("stop")
    assert [next(stream), stream.send(5), stream.send(6)] == [0, 1, 2]
    with pytest.raises(StopIteration) as err:
        stream.send("stop")
    assert err.value.value == [5, 6]


def test_delegate_fills_argument():
    result = {}
    stream = delegate(result)
    next(stream)
    stream.send("a")
    assert stream.send(None) == "done"
    assert result == {"values": ["a"]}


def test_stubborn():
    stream = stubborn()
    next(stream)
    with pytest.raises(RuntimeError, match="generator ignored GeneratorExit"):
        stream.close()
