import pytest
from memo_decorators import count_calls, double, fib, identity, log_to, memoize, repeat, retry


def test_memo_calls_once():
    calls = []

    @memoize
    def square(n):
        calls.append(n)
        return n * n

    assert [square(3), square(3), square(4)] == [9, 9, 16]
    assert calls == [3, 4]


def test_memo_handles_none():
    calls = []
    remember = memoize(calls.append)
    remember(1)
    remember(1)
    assert calls == [1]


def test_memo_cache_attribute():
    square = memoize(lambda a, b: a + b)
    square(1, 2)
    assert square.cache == {(1, 2): 3}


def test_memo_unhashable():
    with pytest.raises(TypeError, match="unhashable type: 'list'"):
        memoize(len)([1])


def test_count_calls():
    counted = count_calls(str.upper)
    assert counted("a") == "A"
    counted("b")
    assert counted.calls == 2
    assert counted.__name__ == "upper"


def test_decorated_in_module():
    before = double.calls
    assert double(4) == 8
    assert double.calls == before + 1
    assert double.__doc__ == "Twice x."
    assert double.__wrapped__(5) == 10


def test_repeat():
    log = []

    @repeat(times=3)
    def note(x, *, y):
        log.append(x + y)
        return len(log)

    assert note(1, y=2) == [1, 2, 3]
    assert log == [3, 3, 3]


def test_wraps_keeps_name():
    @repeat(2)
    def hello():
        """Say hello."""

    assert hello.__name__ == "hello"


def test_retry_succeeds():
    errors = [ValueError("a"), ValueError("b")]

    @retry(3, on=ValueError)
    def flaky(x):
        if errors:
            raise errors.pop()
        return x

    assert flaky(5) == 5
    assert errors == []


def test_retry_gives_up_with_last_error():
    @retry(2)
    def broken():
        raise KeyError("always")

    with pytest.raises(KeyError):
        broken()


def test_retry_lets_others_through():
    @retry(5, on=ValueError)
    def broken():
        raise OSError(5, "disk")

    with pytest.raises(OSError) as err:
        broken()
    assert err.value.errno == 5


def test_log():
    log = []

    @log_to(log)
    def add(a, b=0):
        return a + b

    assert add(1, b=2) == 3
    assert log == [("add", (1,), {"b": 2})]


def test_identity():
    def function():
        return 1

    assert identity(function) is function
    assert identity(len) is len


def test_lru_cache():
    assert fib(90) == 2880067194370816120
    assert fib.cache_info().hits > 0


def test_stacked():
    assert repeat(2)(count_calls(memoize(abs)))(-1) == [1, 1]
