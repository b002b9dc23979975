# mistake: labels start as zeros, so a first round that puts all points into cluster 0 looks settled
# caught-by: test_edges.py::test_empty_cluster_wins_later
import numpy as np


def k_means(data_points, k, initial_centroids):
    points = np.array(data_points, dtype=float)
    centroids = np.array(initial_centroids, dtype=float)
    settled = np.zeros(len(points), dtype=int)
    while True:
        squared = ((points[:, np.newaxis] - centroids) ** 2).sum(axis=2)
        labels = squared.argmin(axis=1)
        if np.array_equal(labels, settled):
            return labels
        settled = labels
        for cluster in range(k):
            members = points[labels == cluster]
            if len(members):
                centroids[cluster] = members.mean(axis=0)
