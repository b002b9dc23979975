import numpy as np
import pandas as pd
import pytest
from frame_scaler import FrameScaler, describe


@pytest.fixture
def frame():
    return pd.DataFrame({"b": [1.0, 3.0], "a": [10, 30], "word": ["x", "y"]}, index=[7, 9])


def test_fit_returns_self(frame):
    scaler = FrameScaler()
    assert scaler.fit(frame) is scaler


def test_values(frame):
    result = FrameScaler().fit_transform(frame)
    assert result["b"].tolist() == [-1.0, 1.0]
    assert result["word"].tolist() == ["x", "y"]


def test_index_kept(frame):
    assert FrameScaler(["b"]).fit_transform(frame).index.tolist() == [7, 9]


def test_column_order(frame):
    assert list(FrameScaler().fit_transform(frame)) == ["b", "a", "word"]


def test_transform_leaves_argument(frame):
    before = frame.copy()
    FrameScaler().fit_transform(frame)
    pd.testing.assert_frame_equal(frame, before)


def test_fit_leaves_argument(frame):
    before = frame.copy()
    FrameScaler().fit(frame)
    pd.testing.assert_frame_equal(frame, before)


def test_constant_column():
    result = FrameScaler().fit_transform(pd.DataFrame({"a": [2.0, 2.0]}))
    assert not result["a"].isna().any()


def test_mean_attribute(frame):
    expected = pd.Series({"b": 2.0, "a": 20.0})
    pd.testing.assert_series_equal(FrameScaler().fit(frame).mean_, expected)


def test_inverse(frame):
    scaler = FrameScaler(columns=["a"]).fit(frame)
    back = scaler.inverse_transform(scaler.transform(frame.copy()))
    np.testing.assert_allclose(back["a"], frame["a"])


def test_missing_column(frame):
    with pytest.raises(KeyError) as err:
        FrameScaler(["a", "b"]).fit(frame).transform(pd.DataFrame({"a": [1]}))
    assert err.value.args == ("b",)


def test_describe(frame):
    expected = pd.Series({"b": "float64", "a": "int64", "word": "str"}, name="dtype")
    pd.testing.assert_series_equal(describe(frame), expected)
