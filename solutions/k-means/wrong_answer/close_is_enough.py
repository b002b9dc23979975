# mistake: np.allclose calls it settled although the centroids still move
# caught-by: test_edges.py::test_tiny_or_far_away
import numpy as np


def k_means(data_points, k, initial_centroids):
    points = np.array(data_points, dtype=float)
    centroids = np.array(initial_centroids, dtype=float)
    while True:
        squared = ((points[:, np.newaxis] - centroids) ** 2).sum(axis=2)
        labels = squared.argmin(axis=1)
        moved = centroids.copy()
        for cluster in range(k):
            members = points[labels == cluster]
            if len(members):
                moved[cluster] = members.mean(axis=0)
        if np.allclose(moved, centroids):
            return labels
        centroids = moved
