import random

import numpy as np
import pytest
from sort_in_place import (
    insertion_sort, merge_sorted, partition, reverse_part, selection_sort, shuffle_keys, sort_rows,
)


@pytest.fixture
def words():
    return ["pear", "fig", "apple", "kiwi"]


def test_insertion(words):
    insertion_sort(words)
    assert words == ["apple", "fig", "kiwi", "pear"]


def test_returns_none(words):
    assert insertion_sort(words) is None


def test_selection_with_key(words):
    selection_sort(words, key=lambda word: word[-1])
    assert words == ["apple", "fig", "kiwi", "pear"]


def test_builtin_keys(words):
    insertion_sort(words, len)
    assert words == ["fig", "pear", "kiwi", "apple"]
    assert merge_sorted(["b", "A"], key=str.lower) == ["A", "b"]


def test_stable():
    items = [("b", 1), ("c", 1), ("a", 0)]
    selection_sort(items, key=lambda item: item[1])
    assert items == [("a", 0), ("b", 1), ("c", 1)]


def test_reverse():
    items = [1, 3, 2]
    insertion_sort(items, reverse=True)
    assert items == [3, 2, 1]


def test_reverse_keeps_ties():
    items = [("a", 1), ("b", 1)]
    insertion_sort(items, key=lambda item: item[1], reverse=True)
    assert items == [("a", 1), ("b", 1)]


def test_merge_leaves_argument(words):
    before = list(words)
    assert merge_sorted(words) == sorted(words)
    assert words == before


def test_random_input():
    items = random.Random(3).choices(range(100), k=60)
    expected = sorted(items)
    assert merge_sorted(items) == expected
    insertion_sort(items)
    assert items == expected


def test_array_in_place():
    array = np.array([3, 1, 2], dtype=np.int16)
    insertion_sort(array)
    assert array.tolist() == [1, 2, 3]
    assert array.dtype == np.int16


def test_rows_keep_identity():
    first, second = {"n": 2}, {"n": 1}
    rows = [first, second]
    sort_rows(rows, "n")
    assert rows[0] is second
    assert rows[1] is first


def test_key_error():
    with pytest.raises(KeyError, match="zz"):
        sort_rows([{"a": 1}], "zz")


def test_part_and_partition():
    items = [1, 2, 3, 4, 5]
    reverse_part(items, 1, 4)
    assert items == [1, 4, 3, 2, 5]
    assert partition(items, lambda n: n % 2 == 0) == 2
    assert items == [4, 2, 1, 3, 5]


def test_dict_order():
    mapping = {"b": 1, "c": 2, "a": 3}
    assert shuffle_keys(mapping) is None
    assert list(mapping.items()) == [("a", 3), ("b", 1), ("c", 2)]


def test_mixed_types():
    items = [2, "a", 1]
    with pytest.raises(TypeError, match="not supported between instances of 'str' and 'int'"):
        insertion_sort(items)
