# mistake: the guide's answer: an empty cluster has a NaN mean, NaN != NaN, so the loop never ends; lists are not accepted
# caught-by: test_edges.py::test_centroid_without_points, test_edges.py::test_empty_cluster_keeps_number, test_edges.py::test_empty_cluster_wins_later, test_robustness.py::test_lists_and_arrays
import numpy as np


def k_means(data_points, k, initial_centroids):
    centroids = initial_centroids
    while True:
        distances = np.sqrt(((data_points[:, np.newaxis] - centroids) ** 2).sum(axis=2))
        labels = np.argmin(distances, axis=1)
        new_centroids = np.array([data_points[labels == i].mean(axis=0) for i in range(k)])
        if np.all(centroids == new_centroids):
            break
        centroids = new_centroids
    return labels
