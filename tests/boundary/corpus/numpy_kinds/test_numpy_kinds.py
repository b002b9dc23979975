import numpy as np
import pytest
from numpy_kinds import (
    clip, days, describe, echo, fill, first_true, mean, mixed, normalise, table, zeros,
)

DTYPES = ["int8", "int16", "int32", "int64", "uint8", "uint16", "uint32", "uint64",
          "float16", "float32", "float64", "complex64", "complex128", "bool", "U5", "S3", "datetime64[D]", "timedelta64[s]"]


def test_every_dtype():
    for name in DTYPES:
        result = zeros((2, 3), name)
        assert type(result) is np.ndarray
        assert result.dtype == np.dtype(name)
        assert result.shape == (2, 3)


def test_arguments_arrive():
    for name in DTYPES:
        assert describe(np.zeros((1, 0, 2), dtype=name)) == (str(np.dtype(name)), (1, 0, 2), 3)


def test_scalars_keep_type():
    for value in (np.int8(-3), np.uint64(2**64 - 1), np.float32(0.1), np.float64(-0.0), np.complex64(1j),
                  np.bool_(True), np.str_("é"), np.datetime64("2020-02-29"), np.timedelta64(3, "h")):
        result = echo(value)
        assert type(result) is type(value)
        assert result == value
        assert result.dtype == value.dtype


def test_zero_dimensional():
    result = echo(np.array(3.5))
    assert type(result) is np.ndarray
    assert result.shape == ()
    assert result[()] == 3.5


def test_normalise_values():
    np.testing.assert_allclose(normalise(np.array([1.0, 2.0])), [0.5, 1.0])


def test_normalise_keeps_float32():
    assert normalise(np.array([1, 2], dtype=np.float32)).dtype == np.float32


def test_clip_leaves_argument():
    array = np.array([-5, 0, 5])
    assert clip(array, -1, 1).tolist() == [-1, 0, 1]
    assert array.tolist() == [-5, 0, 5]


def test_mean_of_empty():
    assert mean([]) == 0.0


def test_mean_type():
    result = mean([1, 2])
    assert type(result) is np.float64
    assert result == 1.5


def test_fill_through_view():
    array = np.arange(6, dtype=np.int16).reshape(2, 3)
    fill(array[:, 1], 9)
    assert array.tolist() == [[0, 9, 2], [3, 9, 5]]


def test_index_scalar():
    result = first_true(np.array([False, True]))
    assert isinstance(result, np.integer)
    assert [10, 20][result] == 20


def test_dates():
    result = days("2024-02-28", 3)
    assert result.dtype == np.dtype("datetime64[D]")
    assert result[-1] == np.datetime64("2024-03-01")


def test_view_with_steps():
    np.testing.assert_array_equal(table(2), np.array([[1, 0], [3, 2]]))


def test_objects():
    result = mixed()
    assert result.dtype == object
    assert result.tolist() == [1, "a", None, (2, 3)]


def test_nan_and_inf():
    array = np.array([np.nan, np.inf, -np.inf, -0.0])
    np.testing.assert_array_equal(echo(array), array)
    with pytest.raises(AssertionError):
        np.testing.assert_array_equal(echo(array), array[::-1])
