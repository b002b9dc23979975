import itertools

import numpy as np
import pytest
from iter_arguments import (
    call_until, chain_send, drain, first_big, interleave, largest, skip, spread, take_while_equal, to_dict, unzip, window_sums,
)


def numbers(log, stop=10):
    for number in range(stop):
        log.append(number)
        yield number


class Countdown:
    def __init__(self, start):
        self.start = start

    def __iter__(self):
        return iter(range(self.start, 0, -1))


def test_first_big():
    assert first_big((n * n for n in range(10)), 30) == 36
    assert first_big(iter([]), 0) is None


def test_reads_only_what_it_needs():
    log = []
    assert first_big(numbers(log), 2) == 3
    assert log == [0, 1, 2, 3]


def test_spread_of_list():
    assert spread([3, 9, 4]) == 6
    assert spread(range(5)) == 4


def test_one_pass_is_enough():
    assert spread(n for n in (3, 9, 4)) == 6


def test_empty_is_none():
    assert largest([]) is None


def test_largest():
    assert largest({"a": 1, "bcd": 2}, key=len) == "bcd"
    assert largest(map(abs, [-3, 2])) == 3


def test_interleave():
    assert list(interleave("ab", iter([1, 2, 3]), (x for x in [None]))) == ["a", 1, None, "b", 2, 3]


def test_endless_argument():
    assert list(itertools.islice(window_sums(itertools.count(1), 3), 3)) == [6, 9, 12]


def test_rest_stays_in_stream():
    stream = iter([1, 1, 2, 3])
    assert take_while_equal(stream) == [1, 1]
    assert list(stream) == [3]


def test_own_iterable():
    assert drain(Countdown(4)) == 4
    assert list(skip(iter(Countdown(4)))) == [3, 2, 1]


def test_views_and_friends():
    table = {"a": 1, "b": 2}
    assert to_dict(table.items()) == table
    assert unzip(table.items()) == (("a", "b"), (1, 2))
    assert drain(table.keys()) == drain(table.values()) == 2
    assert unzip(enumerate("xy")) == ((0, 1), ("x", "y"))
    assert to_dict(zip("ab", range(9))) == {"a": 0, "b": 1}
    assert drain(np.arange(4)) == 4


def test_error_inside_generator():
    def broken():
        yield 1
        raise OSError("disk")

    with pytest.raises(OSError, match="disk"):
        drain(broken())


def test_send_to_our_generator():
    def adder():
        total = 0
        while True:
            total += yield total

    assert chain_send(adder(), [1, 2, 3]) == [1, 3, 6]


def test_call_until():
    items = [3, 2, 1, 0]
    assert call_until(items.pop, 3) == [0, 1, 2]
    assert items == []


def test_not_iterable():
    with pytest.raises(TypeError, match="not iterable"):
        drain(5)
