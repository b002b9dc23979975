"""Clusters on clear data, and on random data against Lloyd's algorithm written out."""

from __future__ import annotations

import numpy as np
import pytest

from k_means import k_means

pytestmark = pytest.mark.case(group="correctness")


def labels_of(result: object) -> list[int]:
    """The cluster numbers as plain ints; fails unless a list or a 1-D integer array is given."""
    assert type(result) in (list, np.ndarray), "a list or a NumPy array is expected"
    if isinstance(result, np.ndarray):
        assert result.ndim == 1
        assert np.issubdtype(result.dtype, np.integer)
        return result.tolist()
    assert all(isinstance(label, (int, np.integer)) for label in result)
    return [int(label) for label in result]


def lloyd(points: np.ndarray, centroids: np.ndarray) -> tuple[list[int], int, bool]:
    """Labels, rounds, and whether neither rounding nor an empty cluster decides anything."""
    points, centroids = points.astype(float), centroids.astype(float)
    clear = True
    for rounds in range(1, 300):
        squared = ((points[:, np.newaxis] - centroids) ** 2).sum(axis=2)
        labels = squared.argmin(axis=1)
        best = np.sort(squared, axis=1)[:, :2]
        clear &= len(set(labels.tolist())) == len(centroids)
        clear &= best.shape[1] == 1 or bool((best[:, 1] - best[:, 0] > 1e-6 * best.max()).all())
        moved = centroids.copy()
        for j in set(labels.tolist()):
            moved[j] = points[labels == j].mean(axis=0)
        if np.array_equal(moved, centroids):
            return labels.tolist(), rounds, clear
        centroids = moved
    return labels.tolist(), 300, False


@pytest.mark.parametrize("coordinates", [1, 2, 5])
@pytest.mark.case(
    name="well separated groups", hint="Each point belongs to the centroid nearest to it."
)
def test_well_separated_groups(rng, coordinates):
    truth = rng.integers(0, 4, size=60)
    truth[:4] = [0, 1, 2, 3]
    centres = np.arange(4)[:, np.newaxis] * np.full(coordinates, 50.0)
    points = centres[truth] + rng.uniform(-5, 5, size=(60, coordinates))
    assert labels_of(k_means(points, 4, centres + 3.0)) == truth.tolist()


@pytest.mark.case(
    name="order of the centroids", hint="Cluster j is the one that started at initial centroid j."
)
def test_order_of_centroids(rng):
    truth = np.repeat([0, 1, 2], 10)
    centres = np.array([[0.0, 0.0], [40.0, 0.0], [0.0, 40.0]])
    points = centres[truth] + rng.uniform(-3, 3, size=(30, 2))
    for order in ([0, 1, 2], [2, 0, 1], [1, 0, 2]):
        expected = [order.index(cluster) for cluster in truth.tolist()]
        assert labels_of(k_means(points, 3, centres[order])) == expected


@pytest.mark.case(
    weight=2,
    name="random points",
    hint="Follow both steps by hand on six points: assign all, then move all centroids, and again.",
)
def test_random_points(rng):
    compared = 0
    while compared < 20:
        count, coordinates = int(rng.integers(8, 80)), int(rng.integers(1, 5))
        points = rng.normal(size=(count, coordinates))
        centroids = points[rng.choice(count, size=int(rng.integers(1, 6)), replace=False)]
        expected, _, clear = lloyd(points, centroids)
        if clear:
            assert labels_of(k_means(points, len(centroids), centroids)) == expected
            compared += 1


@pytest.mark.case(
    weight=2, name="many rounds", hint="Go on until a round changes nothing, however many it takes."
)
def test_many_rounds(rng):
    compared = 0
    while compared < 5:
        points = np.sort(rng.uniform(0, 1000, size=(250, 1)), axis=0)
        expected, rounds, clear = lloyd(points, points[:7])
        if clear and rounds > 25:
            assert labels_of(k_means(points, 7, points[:7])) == expected
            compared += 1


@pytest.mark.case(
    name="centroids move together",
    hint="A centroid must not move while points are still being assigned.",
)
def test_centroids_move_together():
    points = np.array([[8.0], [3.0], [12.0], [18.0], [13.0], [23.0]])
    assert labels_of(k_means(points, 2, np.array([[10.0], [18.0]]))) == [0, 0, 0, 1, 0, 1]


@pytest.mark.case(
    name="straight-line distance", hint="Is it the Euclidean distance, with squares under the root?"
)
def test_straight_line_distance():
    points = np.array([[0.0, 0.0], [3.0, 3.0], [0.0, 5.0], [0.0, 5.25]])
    centroids = np.array([[3.25, 3.25], [0.0, 5.25]])
    assert labels_of(k_means(points, 2, centroids)) == [0, 0, 1, 1]


@pytest.mark.case(
    name="the start decides", hint="Use the centroids that are given, not a start of your own."
)
def test_start_decides():
    points = np.array([[0.0, 0.0], [0.0, 2.0], [8.0, 0.0], [8.0, 2.0]])
    assert labels_of(k_means(points, 2, np.array([[4.0, 0.0], [4.0, 2.0]]))) == [0, 1, 0, 1]
    assert labels_of(k_means(points, 2, np.array([[0.0, 1.0], [8.0, 1.0]]))) == [0, 0, 1, 1]


@pytest.mark.case(
    name="twenty coordinates", hint="The numbers of coordinates and of clusters are not fixed."
)
def test_twenty_coordinates(rng):
    truth = np.arange(100) % 20
    centres = 30.0 * np.eye(20)
    points = centres[truth] + rng.uniform(-2, 2, size=(100, 20))
    assert labels_of(k_means(points, 20, centres)) == truth.tolist()
