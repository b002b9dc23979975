"""Updating in place: equal to the copy, and still the same objects."""

from __future__ import annotations

import math
from collections import Counter, OrderedDict, defaultdict, deque
from collections.abc import Callable
from typing import Any

import numpy as np
import pandas as pd
import pandas.testing as tm
import pytest

from sandbox.wire.mutation import update_in_place
from sandbox.wire.values import Codec

CODEC = Codec()
DEPRECATED = "ignore:The inplace keyword:pandas.errors.Pandas4Warning"  # still, it is in use


def changed(value: Any, change: Callable[[Any], object]) -> Any:
    """Return what comes back for a value after a change to the copy that crossed."""
    copy = CODEC.decode(CODEC.encode(value))
    change(copy)
    return CODEC.decode(CODEC.encode(copy))


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ([1, 2, 3], [3, 1]),
        ([], [1]),
        ({"a": 1, "b": 2}, {"b": 2, "a": 0}),
        ({1, 2}, {2, 3}),
        (bytearray(b"ab"), bytearray(b"xyz")),
        (deque([1], 3), deque([2, 3], 3)),
        (OrderedDict(a=1, b=2), OrderedDict(b=2, a=1)),
        (Counter("aab"), Counter({"b": 5, "c": 0})),
        (defaultdict(list, {1: [1]}), defaultdict(list, {1: [1, 2], 3: []})),
        ([0.0], [-0.0]),
        ([1], [True]),
        ([(1, 2)], [(1, 3)]),
        ([[1]], ["a"]),
    ],
    ids=repr,
)
def test_containers(old: Any, new: Any) -> None:
    assert update_in_place(old, new)
    assert repr(old) == repr(new)
    assert type(old) is type(new)


def test_what_is_inside_keeps_its_identity() -> None:
    row, table, array, inner = [1], {"k": {1}}, np.zeros(2), [0]
    items = np.array([None, 1], object)
    items[0] = inner
    old = [row, table, (array, row, "a"), deque([row]), items]
    whole = old[2]
    new = [[1, 2], {"k": {1, 2}}, (np.ones(2), [1, 2], "a"), deque([[1, 2]]), items.copy()]
    new[4][0], new[4][1] = [5, 6], 2
    assert update_in_place(old, new)
    assert old[0] is row
    assert old[1] is table
    assert old[2] is whole
    assert row == [1, 2]
    assert table == {"k": {1, 2}}
    assert array.tolist() == [1, 1]
    assert inner == [5, 6]
    assert items[0] is inner
    assert items[1] == 2


def test_a_tuple_itself_cannot_change_but_what_it_holds_can() -> None:
    held = (1, [2], math.nan)
    assert update_in_place(held, (1, [3], math.nan))
    assert held[1] == [3]
    assert not update_in_place(held, (2, [3], math.nan))
    assert not update_in_place(held, (1,))


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ([1], (1,)),
        (1, 2),
        ("a", "b"),
        (np.zeros(2), np.zeros(3)),
        (np.zeros(2), np.zeros(2, "f4")),
        (deque([1], 2), deque([1], 3)),
        (frozenset([1]), frozenset([2])),
        (1, True),
        (pd.Index([1]), pd.Index([2])),
        (pd.array([1]), pd.array([1, 2])),
        (object(), object()),
    ],
    ids=repr,
)
def test_what_cannot_be_updated(old: Any, new: Any) -> None:
    assert update_in_place(old, new) is False


@pytest.mark.parametrize(
    "value", [1, "a", None, math.nan, (1, "a"), np.float64(2), pd.NaT, range(3)]
)
def test_unchanged_scalars_are_fine(value: Any) -> None:
    assert update_in_place(value, CODEC.decode(CODEC.encode(value)))


def test_arrays_through_views_and_read_only() -> None:
    base = np.zeros((2, 3))
    view = base[:, ::2]
    assert update_in_place(view, np.ones((2, 2)))
    assert base.tolist() == [[1, 0, 1]] * 2
    base.flags.writeable = False
    assert not update_in_place(base, np.ones((2, 3)))
    empty = np.array(None)
    assert not update_in_place(empty, np.array(1, object))


def _retype(frame: Any) -> None:
    frame["b"] = frame["b"].astype("string")


FRAME_CHANGES: dict[str, Callable[[Any], object]] = {
    "sort": lambda f: f.sort_values("a", inplace=True),
    "drop column": lambda f: f.drop(columns="a", inplace=True),
    "drop rows": lambda f: f.drop(index=[0], inplace=True),
    "new column": lambda f: f.insert(0, "z", 1),
    "fill": lambda f: f.fillna({"a": 0.0}, inplace=True),
    "set index": lambda f: f.set_index("b", inplace=True),
    "rename": lambda f: f.rename(columns={"a": "q"}, inplace=True),
    "cell": lambda f: f.__setitem__("a", f["a"] * 2),
    "loc": lambda f: f.loc.__setitem__((1, "a"), 99.0),
    "dtype": _retype,
    "axis name": lambda f: setattr(f.index, "name", "i"),
    "attrs": lambda f: f.attrs.update(k=1),
    "clear": lambda f: f.drop(index=f.index, inplace=True),
}


@pytest.mark.filterwarnings(DEPRECATED)
@pytest.mark.parametrize("change", FRAME_CHANGES.values(), ids=FRAME_CHANGES.keys())
def test_frames(change: Callable[[Any], object]) -> None:
    old = pd.DataFrame({"a": [2.0, np.nan, 1.0], "b": ["x", "y", "z"]})
    old["a"].sum()
    new = changed(old, change)
    assert update_in_place(old, new)
    tm.assert_frame_equal(old, new)
    assert CODEC.encode(old) == CODEC.encode(new)
    old["later"] = 1
    assert "later" not in new


SERIES_CHANGES: dict[str, Callable[[Any], object]] = {
    "sort": lambda s: s.sort_values(inplace=True),
    "drop": lambda s: s.drop(index=[0], inplace=True),
    "fill": lambda s: s.fillna(0.0, inplace=True),
    "name": lambda s: setattr(s, "name", "other"),
    "item": lambda s: s.__setitem__(7, 1.0),
}


@pytest.mark.filterwarnings(DEPRECATED)
@pytest.mark.parametrize("change", SERIES_CHANGES.values(), ids=SERIES_CHANGES.keys())
def test_series(change: Callable[[Any], object]) -> None:
    old = pd.Series([2.0, np.nan, 1.0], name="s")
    new = changed(old, change)
    assert update_in_place(old, new)
    tm.assert_series_equal(old, new)


def test_indexes_and_extension_arrays() -> None:
    index = pd.Index([1, 2])
    assert update_in_place(index, pd.Index([1, 2], name="n"))
    assert index.name == "n"
    for old, new in (
        (pd.array([1, None]), pd.array([3, 4])),
        (pd.Categorical(["a", "b"]), pd.Categorical(["b", "b"], categories=["a", "b"])),
    ):
        assert update_in_place(old, new)
        assert list(old) == list(new)
