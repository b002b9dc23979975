"""Lists and arrays, any numeric type, no side effects."""

from __future__ import annotations

import numpy as np
import numpy.testing
import pytest

from k_means import k_means

pytestmark = pytest.mark.case(group="robustness")


def labels_of(result: object) -> list[int]:
    """The cluster numbers as plain ints; fails unless a list or a 1-D integer array is given."""
    assert type(result) in (list, np.ndarray), "a list or a NumPy array is expected"
    if isinstance(result, np.ndarray):
        assert result.ndim == 1
        assert np.issubdtype(result.dtype, np.integer)
        return result.tolist()
    assert all(isinstance(label, (int, np.integer)) for label in result)
    return [int(label) for label in result]


POINTS = [[0, 1], [1, 0], [9, 10], [10, 9], [0, 0]]
CENTROIDS = [[1, 1], [8, 8]]


@pytest.mark.parametrize("points_as_array", [False, True], ids=["list points", "array points"])
@pytest.mark.parametrize(
    "centroids_as_array", [False, True], ids=["list centroids", "array centroids"]
)
@pytest.mark.case(
    name="lists and arrays", hint="Each of the two inputs may be a list of lists or an array."
)
def test_lists_and_arrays(points_as_array, centroids_as_array):
    points = np.array(POINTS) if points_as_array else POINTS
    centroids = np.array(CENTROIDS, dtype=float) if centroids_as_array else CENTROIDS
    assert labels_of(k_means(points, 2, centroids)) == [0, 0, 1, 1, 0]


@pytest.mark.case(name="unsigned integers", hint="What is 10 - 20 in an unsigned type?")
def test_unsigned_integers():
    points = np.array(
        [[121, 131], [193, 243], [8, 36], [210, 242], [63, 79], [222, 108], [69, 211], [65, 104]],
        dtype=np.uint8,
    )
    centroids = np.array([[164, 140], [21, 7], [221, 192]], dtype=np.uint8)
    assert labels_of(k_means(points, 3, centroids)) == [0, 2, 1, 2, 1, 0, 0, 1]


@pytest.mark.case(name="points unchanged", hint="The caller still needs the points.")
def test_points_unchanged(rng):
    points = rng.normal(size=(20, 2))
    before = points.copy()
    k_means(points, 2, np.array([[-1.0, 0.0], [1.0, 0.0]]))
    np.testing.assert_array_equal(points, before)


@pytest.mark.case(
    name="initial centroids unchanged", hint="Do you move the caller's own centroids?"
)
def test_initial_centroids_unchanged(rng):
    points = rng.normal(size=(20, 2))
    as_array, as_list = np.array([[-1.0, 0.0], [1.0, 0.0]]), [[-1.0, 0.0], [1.0, 0.0]]
    before = as_array.copy()
    k_means(points, 2, as_array)
    k_means(points, 2, as_list)
    np.testing.assert_array_equal(as_array, before)
    assert as_list == before.tolist()


@pytest.mark.case(
    name="same input, same answer",
    hint="Nothing here is random, and nothing is kept between calls.",
)
def test_same_answer_twice(rng):
    points = rng.normal(size=(40, 2))
    first = labels_of(k_means(points, 3, points[:3]))
    assert labels_of(k_means(points, 3, points[:3])) == first
    assert len(first) == 40
