# mistake: adds absolute differences (Manhattan) instead of squares (Euclid)
# caught-by: test_correctness.py::test_straight_line_distance
import numpy as np


def k_means(data_points, k, initial_centroids):
    points = np.array(data_points, dtype=float)
    centroids = np.array(initial_centroids, dtype=float)
    for _ in range(300):
        squared = np.abs(points[:, np.newaxis] - centroids).sum(axis=2)
        labels = squared.argmin(axis=1)
        moved = centroids.copy()
        for cluster in range(k):
            members = points[labels == cluster]
            if len(members):
                moved[cluster] = members.mean(axis=0)
        if np.array_equal(moved, centroids):
            return labels
        centroids = moved
    return labels
