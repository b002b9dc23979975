# style: one column of distances per centroid, sums with np.add.at, stop when labels repeat
import numpy as np


def assign(points: np.ndarray, centroids: np.ndarray) -> np.ndarray:
    """Number of the nearest centroid for every point."""
    columns = [((points - centroid) ** 2).sum(axis=1) for centroid in centroids]
    return np.argmin(np.column_stack(columns), axis=1)


def k_means(data_points, k, initial_centroids):
    """Return the cluster number of every point, found from the given initial centroids."""
    points = np.array(data_points, dtype=float)
    centroids = np.array(initial_centroids, dtype=float)
    labels = assign(points, centroids)
    for _ in range(300):
        sums = np.zeros_like(centroids)
        np.add.at(sums, labels, points)
        counts = np.bincount(labels, minlength=k)
        filled = counts > 0
        centroids[filled] = sums[filled] / counts[filled, np.newaxis]
        previous, labels = labels, assign(points, centroids)
        if np.array_equal(previous, labels):
            break
    return labels.tolist()
