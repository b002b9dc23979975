import numpy as np
import pandas as pd
import pytest
from pandas_kinds import (
    add_one, drop_column, dtype_name, echo, frame_of_all, missing, nullable, rename, set_cell, stack,
)


@pytest.mark.parametrize(
    ("values", "dtype"),
    [([1, None], "Int8"), ([1.5, None], "Float32"), ([True, None], "boolean"), (["a", None], "string"),
     ([1, 2], "uint16"), (["a", "b"], "category"), ([1, "a"], object)],
    ids=["Int8", "Float32", "boolean", "string", "uint16", "category", "object"],
)
def test_dtypes_both_ways(values, dtype):
    series = nullable(values, dtype)
    pd.testing.assert_series_equal(series, pd.Series(values, dtype=dtype))
    assert dtype_name(pd.Series(values, dtype=dtype)) == str(series.dtype)


def test_frame_of_all():
    frame = frame_of_all()
    assert [str(dtype) for dtype in frame.dtypes[:4]] == ["Int32", "boolean", "string", "float64"]
    assert frame["c"].cat.categories.tolist() == ["v", "u"]
    assert frame["t"].isna().tolist() == [False, True]
    assert frame.loc["p", "o"] == (1,)
    pd.testing.assert_frame_equal(echo(frame), frame_of_all())


def test_missing_are_singletons():
    na, nat = missing()
    assert na is pd.NA
    assert nat is pd.NaT


def test_index_and_name():
    series = pd.Series([1, 2], index=pd.RangeIndex(3, 7, 2), name=("a", 1))
    result = add_one(series)
    assert result.name == ("a", 1)
    pd.testing.assert_index_equal(result.index, pd.RangeIndex(3, 7, 2))


def test_frame_edited_in_place():
    frame = pd.DataFrame({"a": [1, 2], "b": ["x", "y"]})
    set_cell(frame, 1, "a", 20)
    drop_column(frame, "b")
    pd.testing.assert_frame_equal(frame, pd.DataFrame({"a": [1, 20]}))


def test_same_series_returned():
    series = pd.Series([1.0])
    result = rename(series, "new")
    assert series.name == "new"
    assert result.name == "new"


def test_multi_index():
    result = stack(pd.DataFrame({"a": [1, 2]}, index=["x", "y"]))
    assert isinstance(result.index, pd.MultiIndex)
    assert result[("y", "a")] == 2


def test_empty_frame():
    frame = echo(pd.DataFrame({"a": pd.Series(dtype="int64")}))
    assert frame.shape == (0, 1)
    assert frame["a"].dtype == np.int64


def test_key_error():
    with pytest.raises(KeyError):
        drop_column(pd.DataFrame({"a": [1]}), "zz")
