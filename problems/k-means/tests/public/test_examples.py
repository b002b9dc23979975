"""The examples of the statement."""

from __future__ import annotations

import numpy as np
import pytest

from k_means import k_means

pytestmark = pytest.mark.case(group="examples")


def labels_of(result: object) -> list[int]:
    """The cluster numbers as plain ints; fails unless a list or a 1-D integer array is given."""
    assert type(result) in (list, np.ndarray), "a list or a NumPy array is expected"
    if isinstance(result, np.ndarray):
        assert result.ndim == 1
        assert np.issubdtype(result.dtype, np.integer)
        return result.tolist()
    assert all(isinstance(label, (int, np.integer)) for label in result)
    return [int(label) for label in result]


def points() -> np.ndarray:
    return np.array([[1.0, 2.0], [1.5, 1.8], [1.0, 0.6], [8.0, 8.0], [9.0, 11.0], [8.5, 9.0]])


@pytest.mark.case(name="two groups", hint="Which of the two centroids is nearer to each point?")
def test_two_groups():
    assert labels_of(k_means(points(), 2, np.array([[1.0, 1.0], [9.0, 9.0]]))) == [0, 0, 0, 1, 1, 1]


@pytest.mark.case(
    name="numbers follow the centroids",
    hint="Cluster j is the one that started at initial centroid j.",
)
def test_numbers_follow_centroids():
    assert labels_of(k_means(points(), 2, np.array([[9.0, 9.0], [1.0, 1.0]]))) == [1, 1, 1, 0, 0, 0]


@pytest.mark.case(name="more than one round", hint="Go on until a round changes nothing.")
def test_more_than_one_round():
    assert labels_of(k_means([[0], [1], [4], [9], [10]], 2, [[0], [5]])) == [0, 0, 0, 1, 1]
