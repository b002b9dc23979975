"""pandas' values: exact both ways, and no harm from any bytes."""

from __future__ import annotations

import datetime as dt
from contextlib import suppress
from typing import Any

import numpy as np
import pandas as pd
import pandas.testing as tm
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sandbox.wire.values import Codec, DecodeError, Unencodable, is_scalar

CODEC = Codec()
DAYS = pd.date_range("2020-03-28", periods=4, freq="D")
PARIS = DAYS.tz_localize("Europe/Paris")


def crossed(value: Any) -> Any:
    """Return a value that crossed, and whose own encoding is the same."""
    data = CODEC.encode(value)
    got = CODEC.decode(data)
    assert type(got) is type(value)
    assert CODEC.encode(got) == data
    return got


SCALARS = [
    pd.Timestamp("2020-01-01"),
    pd.Timestamp("2020-06-01 12:00", tz="Europe/Paris"),
    pd.Timestamp("2021-10-31 01:30", tz="UTC").tz_convert("Europe/Paris"),
    pd.Timestamp(5, unit="s"),
    pd.Timestamp("2020-01-01", tz="UTC"),
    pd.Timestamp(2020, 1, 1, fold=1),
    pd.Timestamp("2020-01-01", tz=dt.timezone(dt.timedelta(hours=2))),
    pd.Timedelta(-5, "s"),
    pd.Timestamp(1, unit="ns"),
    pd.Timedelta(1, "ns"),
    pd.NaT,
    pd.NA,
    pd.Period("2020-01", "M"),
    pd.Period("2020-01-01 05:00", "h"),
    pd.Period("2020Q2", "Q-NOV"),
    pd.Interval(0, 1),
    pd.Interval(pd.Timestamp("2020"), pd.Timestamp("2021"), "both"),
    pd.Interval(0.5, 1.5, "neither"),
]


@pytest.mark.parametrize("value", SCALARS, ids=repr)
def test_scalars(value: Any) -> None:
    got = crossed(value)
    assert repr(got) == repr(value)
    assert getattr(got, "unit", None) == getattr(value, "unit", None)
    assert getattr(got, "fold", None) == getattr(value, "fold", None)
    assert is_scalar(value)


INDEXES = [
    pd.Index([1, 2], name="x"),
    pd.Index(["a", None]),
    pd.Index([(1, 2), "b"], tupleize_cols=False),
    pd.Index([True, False]),
    pd.Index([1, None], dtype="Int64"),
    pd.Index([1, 2], dtype="u1"),
    pd.Index([], dtype=object),
    pd.RangeIndex(5, -5, -3, name=("a", 1)),
    DAYS,
    PARIS,
    DAYS[[2, 0]],
    pd.date_range("2020", periods=4, freq="2ME", tz="UTC"),
    pd.timedelta_range(0, periods=3, freq="36h"),
    pd.date_range("2020", periods=4, freq="W-TUE").as_unit("s"),
    pd.bdate_range("2020", periods=9),
    pd.period_range("2020", periods=3, freq="Q"),
    pd.interval_range(0, 4),
    pd.DatetimeIndex([pd.NaT]),
    pd.interval_range(pd.Timestamp("2020"), periods=3),
    pd.CategoricalIndex(list("aba"), ordered=True),
    pd.MultiIndex.from_product([[1, 2], ["a", None]], names=["n", None]),
    pd.MultiIndex.from_arrays([DAYS, PARIS])[:2],
    pd.MultiIndex.from_tuples([], names=["a", "b"]),
]


@pytest.mark.parametrize("index", INDEXES, ids=lambda i: f"{type(i).__name__}-{i.dtype}")
def test_indexes(index: Any) -> None:
    got = crossed(index)
    tm.assert_index_equal(got, index, exact=True)
    assert getattr(got, "freq", None) == getattr(index, "freq", None)
    if isinstance(index, pd.MultiIndex):
        assert [level.dtype for level in got.levels] == [level.dtype for level in index.levels]


COLUMNS = [
    [1, 2, 3],
    [1.5, np.nan, -0.0],
    [True, False, True],
    ["a", None, "\ud800"],
    [1, "a", [2]],
    pd.array([1, None, 3], "Int8"),
    pd.array([1.5, None, np.inf], "Float32"),
    DAYS[:3],
    PARIS[:3],
    pd.array([True, None, False], "boolean"),
    pd.array(["a", None, "b"], "string"),
    pd.Categorical(["a", "b", None]),
    pd.Categorical([2, 1, 2], categories=[3, 2, 1], ordered=True),
    pd.period_range("2020", periods=3, freq="M"),
    pd.interval_range(0, 3),
    [1 + 2j, 0, 1],
    np.array([1, 2, 3], ">f4"),
    np.array([1, 2, 3], "f2"),
    [pd.Timedelta(1, "s")] * 3,
    pd.Categorical(DAYS[:3]),
    np.array([1, 2, 3], "g"),
    DAYS[:3].as_unit("ms"),
    pd.Series([None, pd.NA, pd.NaT], dtype=object).array,
]


@pytest.mark.parametrize("column", COLUMNS, ids=lambda c: str(getattr(c, "dtype", c)))
def test_columns_alone_and_in_a_frame(column: Any) -> None:
    series = pd.Series(column, name="s", index=["x", "y", "z"])
    got = crossed(series)
    tm.assert_series_equal(got, series, check_exact=True)
    assert repr(got.dtype) == repr(series.dtype)
    for frame in (series.to_frame(), series.to_frame()[:0], pd.concat([series] * 2, axis=1)):
        other = crossed(frame)
        tm.assert_frame_equal(other, frame, check_exact=True)
        assert list(map(repr, other.dtypes)) == list(map(repr, frame.dtypes))
    if not isinstance(series.dtype, np.dtype):
        assert crossed(series.dtype) == series.dtype
        assert repr(crossed(series.array)) == repr(series.array)


FRAMES = {
    "mixed": pd.DataFrame({str(i): column for i, column in enumerate(COLUMNS)}),
    "duplicates": pd.DataFrame(np.arange(6.0).reshape(2, 3), columns=["a", "a", 1]),
    "empty": pd.DataFrame(),
    "only index": pd.DataFrame(index=pd.Index([1, 2], name="i")),
    "only columns": pd.DataFrame(columns=["a"]),
    "multi": pd.DataFrame([[1, "x"]], columns=pd.MultiIndex.from_tuples([("a", 1), ("b", 2)])),
    "names": pd.DataFrame([[1]], index=pd.RangeIndex(3, 4, name="i")).rename_axis(columns="c"),
    "dates": pd.DataFrame({"a": range(4)}, index=PARIS),
}


@pytest.mark.parametrize("frame", FRAMES.values(), ids=FRAMES.keys())
def test_frames(frame: Any) -> None:
    frame = frame.copy()
    frame.attrs["source"] = "x"
    got = crossed(frame)
    tm.assert_frame_equal(got, frame, check_exact=True, check_freq=True, check_column_type=True)
    assert type(got.index) is type(frame.index)
    assert got.attrs == frame.attrs
    got[("new", 2)] = 1  # a decoded frame is an ordinary one
    if len(got.columns) > 1 and len(got):
        got.iloc[0, 0] = frame.iloc[0, 0]
        assert len(got.sort_index()) == len(frame)


def test_dtypes_as_values() -> None:
    tm.assert_series_equal(crossed(FRAMES["mixed"].dtypes), FRAMES["mixed"].dtypes)
    spans = (pd.IntervalDtype(), pd.IntervalDtype("M8[ns]", "left"), pd.PeriodDtype("M"))
    for dtype in (pd.CategoricalDtype(), pd.DatetimeTZDtype("s", "UTC"), pd.StringDtype(), *spans):
        assert repr(crossed(dtype)) == repr(dtype)


def test_the_layout_of_blocks_does_not_show() -> None:
    whole = pd.DataFrame(np.arange(6.0).reshape(3, 2), columns=list("ab"))
    parts = pd.DataFrame({"a": whole["a"].to_numpy().copy()})
    parts["b"] = whole["b"].to_numpy().copy()
    assert CODEC.encode(whole) == CODEC.encode(parts)
    before = CODEC.encode(parts)
    parts.to_numpy().sum()
    parts.describe()
    assert CODEC.encode(parts) == before


CELLS = st.one_of(
    st.lists(st.integers(-(2**63), 2**63 - 1), min_size=3, max_size=3),
    st.lists(st.floats(), min_size=3, max_size=3),
    st.lists(st.none() | st.text(), min_size=3, max_size=3),
    st.lists(st.booleans(), min_size=3, max_size=3),
    st.lists(
        st.none() | st.integers() | st.text() | st.tuples(st.integers()), min_size=3, max_size=3
    ),
)


@settings(deadline=None, max_examples=40)
@given(st.lists(st.tuples(st.text(max_size=2) | st.integers(), CELLS), max_size=5))
def test_any_frame(columns: list[tuple[Any, list[Any]]]) -> None:
    parts = [pd.Series(cells, name=name) for name, cells in columns]
    frame = pd.concat(parts, axis=1) if parts else pd.DataFrame()
    tm.assert_frame_equal(crossed(frame), frame, check_exact=True)


class Table(pd.DataFrame):
    pass


@pytest.mark.parametrize(
    "value",
    [
        Table(),
        pd.DataFrame({"a": [1]}).groupby("a"),
        pd.Series(pd.arrays.SparseArray([0])),
        pd.RangeIndex(10**12),
        pd.date_range("2020", periods=2, freq="7bh"),
    ],
    ids=lambda v: type(v).__name__,
)
def test_what_does_not_cross(value: object) -> None:
    with pytest.raises(Unencodable):
        CODEC.encode(value)


SEEDS = [
    *map(CODEC.encode, SCALARS[:6]),
    *map(CODEC.encode, INDEXES),
    *(CODEC.encode(pd.Series(column)) for column in COLUMNS),
    *map(CODEC.encode, FRAMES.values()),
]


@settings(max_examples=250, deadline=None)
@given(
    st.sampled_from(SEEDS),
    st.lists(st.tuples(st.integers(0, 150), st.binary(max_size=2)), max_size=3),
)
@pytest.mark.filterwarnings("ignore")  # pandas and NumPy may warn of what they are given
def test_changed_encodings(seed: bytes, changes: list[tuple[int, bytes]]) -> None:
    changed = bytearray(seed)
    for position, data in changes:
        changed[position : position + len(data)] = data
    with suppress(DecodeError):
        CODEC.decode(bytes(changed))
