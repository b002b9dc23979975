# mistake: ignores the given centroids and starts from the first k points
# caught-by: test_correctness.py::test_start_decides, test_correctness.py::test_order_of_centroids
import numpy as np


def k_means(data_points, k, initial_centroids):
    points = np.array(data_points, dtype=float)
    centroids = points[:k].copy()
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
        centroids = moved
