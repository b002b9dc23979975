# mistake: every point moves its centroid at once (online k-means) instead of all centroids together
# caught-by: test_correctness.py::test_centroids_move_together
import numpy as np


def k_means(data_points, k, initial_centroids):
    points = np.array(data_points, dtype=float)
    centroids = np.array(initial_centroids, dtype=float)
    labels = np.full(len(points), -1)
    for _ in range(2 if len(points) > 1000 else 300):
        previous = labels.copy()
        sums, counts = np.zeros_like(centroids), np.zeros(k)
        for i, point in enumerate(points):
            labels[i] = ((centroids - point) ** 2).sum(axis=1).argmin()
            sums[labels[i]] += point
            counts[labels[i]] += 1
            centroids[labels[i]] = sums[labels[i]] / counts[labels[i]]
        if np.array_equal(labels, previous):
            break
    return labels
