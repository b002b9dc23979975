# mistake: a cluster without points is thrown away and the later ones move up
# caught-by: test_edges.py::test_empty_cluster_keeps_number, test_edges.py::test_empty_cluster_wins_later
import numpy as np


def k_means(data_points, k, initial_centroids):
    points = np.array(data_points, dtype=float)
    centroids = np.array(initial_centroids, dtype=float)
    while True:
        squared = ((points[:, np.newaxis] - centroids) ** 2).sum(axis=2)
        labels = squared.argmin(axis=1)
        used = np.unique(labels)
        moved = np.array([points[labels == cluster].mean(axis=0) for cluster in used])
        if np.array_equal(moved, centroids):
            return labels
        centroids = moved
