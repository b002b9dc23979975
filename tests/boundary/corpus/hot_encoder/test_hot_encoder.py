import numpy as np
import pandas as pd
import pytest
from hot_encoder import HotEncoder, codes

COLOURS = ["red", "green", "red", "blue"]


@pytest.fixture(scope="module")
def encoder():
    return HotEncoder().fit(COLOURS)


def test_categories(encoder):
    assert encoder.categories_ == ["blue", "green", "red"]


def test_matrix(encoder):
    matrix = encoder.transform(["red", "blue"])
    assert matrix.dtype == np.int8
    np.testing.assert_array_equal(matrix, np.array([[0, 0, 1], [1, 0, 0]], dtype=np.int8))


@pytest.mark.parametrize("dtype", [bool, np.float32, np.uint16], ids=["bool", "float32", "uint16"])
def test_dtype(dtype):
    matrix = HotEncoder(dtype=dtype).fit("ab").transform("ba")
    assert matrix.dtype == np.dtype(dtype)
    assert matrix.sum() == 2


def test_empty(encoder):
    assert encoder.transform([]).shape == (0, 3)


def test_unknown(encoder):
    with pytest.raises(ValueError, match="^unknown category 'pink' in row 1$"):
        encoder.transform(["red", "pink"])


def test_ignore_unknown():
    encoder = HotEncoder(unknown="ignore").fit("ab")
    assert encoder.transform("z").tolist() == [[0, 0]]
    assert encoder.inverse(encoder.transform("az")) == ["a", None]


def test_frame(encoder):
    series = pd.Series(["red", "green"], index=["x", "y"], name="colour")
    frame = encoder.to_frame(series)
    expected = pd.DataFrame(
        [[0, 0, 1], [0, 1, 0]], index=["x", "y"], dtype="int8",
        columns=pd.Index(["blue", "green", "red"], name="colour"),
    )
    pd.testing.assert_frame_equal(frame, expected)
    assert frame.columns.name == "colour"


def test_categorical():
    result = codes(["low", "high", None], ["low", "high"])
    assert isinstance(result, pd.Categorical)
    assert result.ordered
    assert result.codes.tolist() == [0, 1, -1]
    assert list(result.categories) == ["low", "high"]


def test_categorical_argument(encoder):
    values = pd.Categorical(["blue", "red"])
    assert encoder.transform(values).tolist() == [[1, 0, 0], [0, 0, 1]]


def test_fit_chain():
    encoder = HotEncoder()
    assert encoder.fit("ab") is encoder
