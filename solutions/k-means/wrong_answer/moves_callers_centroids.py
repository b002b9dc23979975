# mistake: np.asarray makes no copy, so the caller's centroids are moved
# caught-by: test_robustness.py::test_initial_centroids_unchanged
import numpy as np


def k_means(data_points, k, initial_centroids):
    points = np.array(data_points, dtype=float)
    centroids = np.asarray(initial_centroids, dtype=float)
    while True:
        squared = ((points[:, np.newaxis] - centroids) ** 2).sum(axis=2)
        labels = squared.argmin(axis=1)
        moved = centroids.copy()
        for cluster in range(k):
            members = points[labels == cluster]
            if len(members):
                moved[cluster] = members.mean(axis=0)
        if np.array_equal(moved, centroids):
            return labels
        centroids[:] = moved
