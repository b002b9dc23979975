# planted: test_normalise_keeps_float32, test_clip_leaves_argument, test_mean_of_empty
"""Arrays and scalars of many dtypes.  normalise() widens, clip() edits, mean of nothing is NaN."""

import numpy as np


def zeros(shape, dtype):
    return np.zeros(shape, dtype=dtype)


def echo(value):
    return value


def describe(array):
    return str(array.dtype), array.shape, array.ndim


def normalise(array):
    return (array / np.float64(array.max())).astype(np.float64)


def clip(array, low, high):
    return np.clip(array, low, high, out=array)


def mean(values):
    values = np.asarray(values, dtype=float)
    return values.sum() / len(values) if len(values) else np.float64("nan")


def fill(array, value):
    array[...] = value


def first_true(mask):
    return np.argmax(mask)


def days(start, count):
    return np.datetime64(start) + np.arange(count)


def table(count):
    return np.arange(count * 2).reshape(count, 2)[:, ::-1]


def mixed():
    return np.array([1, "a", None, (2, 3)], dtype=object)
