# mistake: a cluster without points is sent to the origin instead of staying where it is
# caught-by: test_edges.py::test_centroid_without_points
import numpy as np


def k_means(data_points, k, initial_centroids):
    points = np.array(data_points, dtype=float)
    centroids = np.array(initial_centroids, dtype=float)
    for _ in range(300):
        squared = ((points[:, np.newaxis] - centroids) ** 2).sum(axis=2)
        labels = squared.argmin(axis=1)
        moved = np.zeros_like(centroids)
        for cluster in range(k):
            members = points[labels == cluster]
            if len(members):
                moved[cluster] = members.mean(axis=0)
        if np.array_equal(moved, centroids):
            return labels
        centroids = moved
    return labels
