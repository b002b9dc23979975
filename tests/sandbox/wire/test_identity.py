"""Ties: which container of a tree is the very one that was there before."""

from __future__ import annotations

from collections import Counter, OrderedDict, defaultdict, deque
from typing import Any

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sandbox.wire.errors import WireError
from sandbox.wire.identity import HERE, containers, is_container, tied, ties
from sandbox.wire.values import Codec

CODEC = Codec()


def nothing(*_: object) -> Any:
    return None


def crossed(value: Any) -> Any:
    """What arrives for a value whose aliases go along as ties."""
    found = ties(containers(value), nothing)
    return tied(CODEC.decode(CODEC.encode(value)), found, nothing)


@pytest.mark.parametrize(
    "value",
    [
        [], {}, set(), bytearray(), deque(), OrderedDict(), Counter(), defaultdict(list),
        np.zeros(1), pd.Series([1]), pd.DataFrame({"a": [1]}),
    ],
    ids=lambda value: type(value).__name__,
)  # fmt: skip
def test_what_can_change_is_a_container(value: object) -> None:
    assert is_container(value)
    assert containers([value])[1] is value


@pytest.mark.parametrize(
    "value", [None, 1, "a", b"a", (), (1,), frozenset(), np.float64(1), range(3), list, object()]
)
def test_what_cannot_is_none(value: object) -> None:
    assert not is_container(value)
    assert containers(value) == []


def test_a_class_by_the_name_of_a_table_is_none() -> None:
    class DataFrame(list[int]):
        pass

    assert not is_container(DataFrame())


def test_containers_come_in_the_order_of_the_tree() -> None:
    a, b, c, d = [1], {"k": 2}, {3}, bytearray(b"4")
    value = [a, (b, [c]), {"x": d, "y": (a,)}]
    found = containers(value)
    expected = [value, a, b, value[1][1], c, value[2], d, a]
    assert [id(each) for each in found] == [id(each) for each in expected]


def test_both_sides_meet_the_same_containers() -> None:
    value = [[1], ({"a": [2]}, deque([[3], (bytearray(b"x"),)])), OrderedDict(k=[{5}])]
    copy = CODEC.decode(CODEC.encode(value))
    assert [repr(each) for each in containers(value)] == [repr(each) for each in containers(copy)]


def test_aliases_inside_a_tree() -> None:
    row = [0]
    copy = crossed([row, row, (row,), {"k": row}])
    assert copy == [[0], [0], ([0],), {"k": [0]}]
    assert copy[0] is copy[1] is copy[2][0] is copy[3]["k"]


def test_equal_but_separate_containers_stay_separate() -> None:
    copy = crossed([[0], [0]])
    assert copy[0] is not copy[1]


@pytest.mark.parametrize(
    "make",
    [
        lambda inner: deque([inner, inner], 5),
        lambda inner: OrderedDict(a=inner, b=inner),
        lambda inner: defaultdict(list, a=inner, b=inner),
        lambda inner: (inner, inner),
        lambda inner: Counter(a=inner, b=inner),
    ],
)
def test_every_kind_keeps_its_kind_and_aliases(make: Any) -> None:
    value = make([1])
    copy = crossed(value)
    assert type(copy) is type(value)
    assert copy == value
    inner = containers(copy)
    assert inner[-1] is inner[-2]
    if isinstance(value, defaultdict):
        assert copy.default_factory is list
    if isinstance(value, deque):
        assert copy.maxlen == 5


def test_known_objects_take_the_place_of_copies() -> None:
    known = {(4, 0): [9], (4, 1): {"old": 1}}
    value = [[1, 2], ({"new": 2},)]
    copy = tied(value, [[1, 4, 0], [2, 4, 1]], lambda token, place: known[token, place])
    assert copy[0] is known[4, 0]
    assert copy[0] == [1, 2]
    assert copy[1][0] is known[4, 1]
    assert known[4, 1] == {"new": 2}


def test_the_whole_becomes_what_stands_for_it() -> None:
    top: list[Any] = ["old"]
    inner = top
    value = [1, [2]]
    assert tied(value, [], nothing, top=top) is top
    assert inner == [1, [2]]


def test_ties_name_what_is_known_first() -> None:
    row: list[int] = []
    found = ties(containers([row, row]), lambda part: (8, 3) if part is row else None)
    assert found == [[1, 8, 3], [2, 8, 3]]
    assert ties(containers([row, row]), nothing) == [[2, HERE, 1]]


@pytest.mark.parametrize(
    "found",
    [
        [[5, HERE, 0]],
        [[-1, HERE, 0]],
        [[1, HERE, 1]],
        [[1, HERE, 2]],
        [[0, HERE, 0]],
        [[1, HERE, -1]],
    ],
)
def test_a_tie_to_nothing_is_refused(found: list[list[int]]) -> None:
    with pytest.raises(WireError, match="tie to nothing"):
        tied([[1], [2]], found, nothing)


def test_a_tie_to_another_kind_is_refused() -> None:
    with pytest.raises(WireError, match="dict is tied to a list"):
        tied([[1], {}], [[2, HERE, 1]], nothing)
    with pytest.raises(WireError, match="tied to a tuple"):
        tied([[1]], [[1, 4, 0]], lambda *_: (1,))


def test_tables_and_arrays_are_filled_in_place() -> None:
    array, frame = np.zeros(2), pd.DataFrame({"a": [1]})
    value = [np.ones(2), pd.DataFrame({"a": [2], "b": [3]})]
    copy = tied(value, [[1, 4, 0], [2, 4, 1]], lambda _, place: (array, frame)[place])
    assert copy[0] is array
    assert array.tolist() == [1, 1]
    assert copy[1] is frame
    assert list(frame.columns) == ["a", "b"]


def test_an_array_that_cannot_follow_is_refused() -> None:
    with pytest.raises(WireError, match="cannot be followed"):
        tied([np.ones(3)], [[1, 4, 0]], lambda *_: np.zeros(2))
    fixed = np.zeros(2)
    fixed.flags.writeable = False
    with pytest.raises(WireError, match="cannot be followed"):
        tied([np.ones(2)], [[1, 4, 0]], lambda *_: fixed)


trees = st.recursive(
    st.none() | st.integers(-5, 5) | st.text(max_size=2),
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.lists(inner, max_size=3).map(tuple)
        | st.dictionaries(st.text(max_size=2), inner, max_size=3)
        | st.lists(inner, max_size=3).map(deque)
    ),
    max_leaves=12,
)


@given(trees, st.data())
def test_any_aliasing_crosses(tree: Any, data: st.DataObject) -> None:
    lists = [part for part in containers(tree) if type(part) is list]
    picked = data.draw(st.lists(st.sampled_from(lists), max_size=3)) if lists else []
    value = [tree, *picked]
    copy = crossed(value)
    assert copy == value
    shape = [[other is one for other in containers(value)] for one in containers(value)]
    assert [[other is one for other in containers(copy)] for one in containers(copy)] == shape
