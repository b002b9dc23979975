import pytest
from container_kinds import count_up, cut, deepest, letters, merge, nested, nothing, pair, window


def test_pair_is_tuple():
    assert pair(1, 2) == (1, 2)


def test_empty_dict_not_set():
    assert nothing() == {}


def test_merge_values():
    assert merge({"a": 1, "b": 2}, {"b": 3}) == {"a": 1, "b": 3}


def test_order_of_merge():
    assert list(merge({"a": 1, "b": 2}, {"b": 3})) == ["a", "b"]


def test_letters():
    assert letters("hello") == {"h", "e", "l", "o"}


def test_frozen_result():
    assert isinstance(letters("a"), frozenset)


def test_window():
    assert window("abcd", 2) == (("a", "b"), ("b", "c"), ("c", "d"))
    assert window("a", 2) == ()


def test_range():
    result = count_up(7)
    assert type(result) is range
    assert result == range(0, 8, 2)
    assert (result.start, result.stop, result.step) == (0, 7, 2)


def test_slice():
    assert cut(1, 5) == slice(1, 5, None)
    assert "abcdef"[cut(None, None, -2)] == "fdb"


def test_nested():
    value = nested()
    assert list(value) == [(0, 1), None, 1.5, frozenset("x")]
    assert [type(item) for item in value[0, 1]] == [tuple, set, frozenset]
    assert value[None] == {"a": {"b": ()}}
    assert value[1.5] == range(3)


def test_depth():
    value, depth = deepest(30), 0
    while value:
        value, depth = value[0], depth + 1
    assert depth == 30
