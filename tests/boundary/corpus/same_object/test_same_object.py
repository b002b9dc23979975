import numpy as np
import pytest
from same_object import (
    Keeper, append_safely, append_to, array_copy, copied, deep, find, first, give_back, is_same, larger, pair_of, shallow,
)


@pytest.mark.parametrize("value", [[1], {"a": 1}, {1}, bytearray(b"x"), np.zeros(2), lambda: 1], ids=lambda v: type(v).__name__)
def test_same_object_back(value):
    assert give_back(value) is value


def test_first():
    items = [["a"], ["b"]]
    assert first(items) is items[0]


def test_copy_is_new():
    items = [1]
    result = copied(items)
    assert result == items
    assert result is not items


def test_shallow():
    items = [[1], [2]]
    result = shallow(items)
    assert result is not items
    assert result[0] is items[0]


def test_deep_copy_inside():
    items = [[1]]
    deep(items)[0].append(2)
    assert items == [[1]]


def test_no_shared_default():
    append_to(1)
    assert append_to(2) == [2]


def test_safe_default():
    mine = [0]
    assert append_safely(1) == [1]
    assert append_safely(2) == [2]
    assert append_safely(3, mine) is mine
    assert mine == [0, 3]


def test_larger_and_find():
    a, b = [1], [1, 2]
    assert larger(a, b) is b
    assert find([a, b], lambda item: len(item) == 1) is a
    assert find([a, b], lambda item: not item) is None


def test_array_copy():
    array = np.zeros(2)
    array_copy(array)[0] = 5
    assert array[0] == 0


def test_keeper():
    items = [1]
    keeper = Keeper(items)
    assert keeper.get() is keeper.items
    assert keeper.safe() is not keeper.items
    assert keeper.me() is keeper
    assert pair_of(keeper)[0] is pair_of(keeper)[1] is keeper
    assert is_same(keeper, keeper.me())
    assert not is_same(Keeper([]), Keeper([]))
