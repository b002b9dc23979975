"""Empty clusters, ties, extreme k, extreme coordinates."""

from __future__ import annotations

import numpy as np
import pytest

from k_means import k_means

pytestmark = pytest.mark.case(group="edge cases")


def labels_of(result: object) -> list[int]:
    """The cluster numbers as plain ints; fails unless a list or a 1-D integer array is given."""
    assert type(result) in (list, np.ndarray), "a list or a NumPy array is expected"
    if isinstance(result, np.ndarray):
        assert result.ndim == 1
        assert np.issubdtype(result.dtype, np.integer)
        return result.tolist()
    assert all(isinstance(label, (int, np.integer)) for label in result)
    return [int(label) for label in result]


def exact_start(rng: np.random.Generator) -> np.ndarray:
    """Sorted integer points on a line that need many rounds from their first six as centroids."""
    return np.sort(rng.choice(3000, size=(200, 1), replace=False), axis=0).astype(float)


def settle(points: np.ndarray, k: int) -> tuple[list[int], bool]:
    """Labels from the first k points as centroids, and whether no decision was close."""
    centroids, clear = points[:k].copy(), True
    while True:
        gaps = np.abs(points - centroids.T)
        labels = gaps.argmin(axis=1)
        best = np.sort(gaps, axis=1)
        clear &= bool((best[:, 1] - best[:, 0] > 1e-2).all())
        moved = np.array([points[labels == j].mean(axis=0) for j in range(k)])
        if np.array_equal(moved, centroids):
            return labels.tolist(), clear
        centroids = moved


@pytest.mark.case(
    weight=2, name="a centroid without points", hint="What is the mean of no points? See step 2."
)
def test_centroid_without_points():
    points = np.array([[1.0], [2.0], [10.0], [11.0]])
    assert labels_of(k_means(points, 2, np.array([[5.0], [100.0]]))) == [0, 0, 0, 0]


@pytest.mark.case(
    name="an empty cluster keeps its number", hint="Clusters after an empty one are not renumbered."
)
def test_empty_cluster_keeps_number():
    points = np.array([[0.0, 1.0], [1.0, 0.0], [10.0, 11.0], [11.0, 10.0]])
    centroids = np.array([[0.0, 0.0], [500.0, -500.0], [10.0, 10.0]])
    assert labels_of(k_means(points, 3, centroids)) == [0, 0, 2, 2]


@pytest.mark.case(
    name="an empty cluster wins points later", hint="A centroid without points stays in the game."
)
def test_empty_cluster_wins_later():
    points = np.array([[4.0], [5.0], [14.0], [15.0]])
    assert labels_of(k_means(points, 2, np.array([[4.0], [4.0]]))) == [1, 1, 0, 0]


@pytest.mark.case(
    name="equally near centroids", hint="Which of two equally near centroids gets the point?"
)
def test_equally_near_centroids():
    points = np.array([[0.0], [2.0], [4.0]])
    assert labels_of(k_means(points, 2, np.array([[0.0], [4.0]]))) == [0, 0, 1]
    assert labels_of(k_means(points, 2, np.array([[4.0], [0.0]]))) == [1, 0, 0]


@pytest.mark.case(name="one cluster", hint="With one centroid there is nothing to choose.")
def test_one_cluster(rng):
    assert labels_of(k_means(rng.normal(size=(15, 3)), 1, np.zeros((1, 3)))) == [0] * 15


@pytest.mark.case(
    name="as many clusters as points", hint="Every point may be a cluster of its own."
)
def test_as_many_clusters_as_points(rng):
    points = 10.0 * np.arange(8)[:, np.newaxis] + rng.uniform(-1, 1, size=(8, 1))
    order = rng.permutation(8)
    expected = [int(np.flatnonzero(order == i)[0]) for i in range(8)]
    assert labels_of(k_means(points, 8, points[order])) == expected


@pytest.mark.case(name="one point", hint="The smallest input is a single point.")
def test_one_point():
    assert labels_of(k_means(np.array([[7.0, 7.0]]), 1, np.array([[0.0, 0.0]]))) == [0]


@pytest.mark.case(name="identical points", hint="All points may lie on one spot.")
def test_identical_points():
    assert labels_of(k_means(np.full((5, 2), 3.0), 1, np.array([[1.0, 1.0]]))) == [0] * 5


@pytest.mark.case(
    name="whole numbers, broken means",
    hint="Can the centroid hold a fraction when all input is whole?",
)
def test_whole_numbers():
    points = np.array([[10], [6], [7], [11], [8]])
    assert labels_of(k_means(points, 2, np.array([[7], [8]]))) == [1, 0, 0, 1, 0]
    points = np.array([[1, 1], [4, 9], [3, 0], [8, 8], [2, 6], [4, 6]])
    assert labels_of(k_means(points, 2, np.array([[8, 8], [1, 1]]))) == [1, 0, 1, 0, 1, 0]


@pytest.mark.parametrize(
    ("factor", "offset"), [(2.0**-30, 0.0), (1.0, 2.0**20)], ids=["tiny", "far away"]
)
@pytest.mark.case(
    name="tiny or far away", hint="A small move in numbers may be a large one for the data."
)
def test_tiny_or_far_away(rng, factor, offset):
    compared = 0
    while compared < 5:
        points = exact_start(rng)
        expected, clear = settle(points, 6)
        if clear:
            scaled = points * factor + offset
            assert labels_of(k_means(scaled, 6, scaled[:6])) == expected
            compared += 1
