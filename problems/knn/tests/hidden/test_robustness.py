"""Any index, any numeric type, no side effects."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pandas.testing
import pytest

from knn import kNN

pytestmark = pytest.mark.case(group="robustness")


def single(result: object) -> object:
    """The label as a plain Python value; fails unless it is one value."""
    assert isinstance(result, (int, float, str, np.generic)), "one single label is expected"
    return result.item() if isinstance(result, np.generic) else result


@pytest.mark.parametrize(
    "index",
    [[10, 11, 12, 13], [3, 2, 1, 0], [0, 0, 0, 0], ["p", "q", "r", "s"]],
    ids=["offset", "reversed", "repeated", "strings"],
)
@pytest.mark.case(name="the index means nothing", hint="Do you mix index labels and row positions?")
def test_index_means_nothing(index):
    data = pd.DataFrame(
        {"x": [1, 2, 8, 9], "y": [1, 2, 8, 9], "label": ["near", "near", "far", "far"]}, index=index
    )
    assert single(kNN(2, data, [0, 0])) == "near"
    assert single(kNN(2, data, [9, 9])) == "far"


@pytest.mark.case(name="small integer type", hint="What is 10 - 20 in an unsigned type?")
def test_small_integer_type():
    data = pd.DataFrame(
        {
            "r": np.array([250, 20, 16], dtype=np.uint8),
            "g": np.array([250, 20, 0], dtype=np.uint8),
            "label": ["bright", "dark", "dim"],
        }
    )
    assert single(kNN(1, data, np.array([40, 40], dtype=np.uint8))) == "dark"
    assert single(kNN(1, data, np.array([40, 0], dtype=np.uint8))) == "dim"


@pytest.mark.case(
    name="integer label stays an integer", hint="Does an integer label pass through a float array?"
)
def test_integer_label_type():
    data = pd.DataFrame({"x": [0.5, 1.5, 9.0], "label": [3, 3, 4]})
    result = kNN(3, data, [0.0])
    assert isinstance(result, (int, np.integer))
    assert not isinstance(result, bool)
    assert int(result) == 3


@pytest.mark.case(
    name="string label stays a string",
    hint="The result is one label, not a container with a label.",
)
def test_string_label_type():
    data = pd.DataFrame({"x": [0.5, 1.5, 9.0], "label": ["u", "u", "v"]})
    result = kNN(3, data, [0.0])
    assert isinstance(result, str)
    assert str(result) == "u"


@pytest.mark.case(name="list and array", hint="The new point may be a list or a NumPy array.")
def test_list_and_array():
    data = pd.DataFrame({"x": [0.0, 4.0], "y": [0.0, 4.0], "label": [0, 1]})
    for point in ([3, 3], [3.0, 3.0], np.array([3, 3]), np.array([3.0, 3.0], dtype=np.float32)):
        assert single(kNN(1, data, point)) == 1


@pytest.mark.case(
    name="arguments unchanged", hint="Work on a copy: the caller still needs the table."
)
def test_arguments_unchanged():
    data = pd.DataFrame(
        {"x": [3.0, np.nan, 2.0], "y": [1.0, 5.0, 2.0], "label": ["a", "b", "b"]}, index=[7, 5, 6]
    )
    point = np.array([2.0, 2.0])
    before, point_before = data.copy(deep=True), point.copy()
    kNN(2, data, point)
    pandas.testing.assert_frame_equal(data, before)
    np.testing.assert_array_equal(point, point_before)
