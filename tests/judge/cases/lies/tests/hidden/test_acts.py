import numpy as np
import pytest
from solution import act

NAMES = [
    "equal",
    "equal_and_reflected",
    "sum_of_zero",
    "integer",
    "real",
    "text",
    "items",
    "mapping",
    "nan",
    "class_of_int",
    "hash_of_42",
    "array",
    "scalar",
]


@pytest.mark.parametrize("name", [each for name in NAMES for each in (name, f"after_{name}")])
def test_act(name):
    assert act(name) == 42


def test_near():
    assert act("near") == pytest.approx(42)


def test_near_float():
    assert act("near_float") == pytest.approx(42)


def test_distance():
    assert abs(act("near") - 42) < 1e-9


def test_contains():
    assert 42 in act("contains")


def test_member():
    assert act("member") in [41, 42]


def test_array_like():
    np.testing.assert_array_equal(act("array_like"), [1, 2])


def test_allclose():
    np.testing.assert_allclose(act("array_like"), [1, 2])


def test_subclass():
    np.testing.assert_array_equal(act("subclass"), [1, 2])


def test_subclass_compared():
    assert (act("subclass") == np.array([1, 2])).all()


def test_subclass_by_function():
    assert np.array_equal(act("subclass"), [1, 2])


def test_in_dict():
    assert act("in_dict") == {"a": 42}


def test_in_set():
    assert act("in_set") == {42}


def test_as_key():
    assert 42 in act("as_key")


def test_mean():
    assert np.allclose(act("mean"), [1.5, 1.5])


def test_after_all():
    assert act("after_all") == 42
