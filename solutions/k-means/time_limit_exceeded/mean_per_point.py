# mistake: computes the mean of a cluster again for each of its points, O(n^2)
# caught-by: test_scale.py::test_many_points
import numpy as np


def k_means(data_points, k, initial_centroids):
    points = np.array(data_points, dtype=float)
    centroids = np.array(initial_centroids, dtype=float)
    while True:
        squared = ((points[:, np.newaxis] - centroids) ** 2).sum(axis=2)
        labels = squared.argmin(axis=1)
        moved = centroids.copy()
        for cluster in labels:
            moved[cluster] = points[labels == cluster].mean(axis=0)
        if np.array_equal(moved, centroids):
            return labels
        centroids = moved
