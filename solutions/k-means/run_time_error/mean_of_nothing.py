# mistake: divides by the number of members, which is zero for an empty cluster
# caught-by: test_edges.py::test_centroid_without_points, test_edges.py::test_empty_cluster_keeps_number, test_edges.py::test_empty_cluster_wins_later
import math


def k_means(data_points, k, initial_centroids):
    points = [[float(x) for x in point] for point in data_points]
    centroids = [[float(x) for x in centroid] for centroid in initial_centroids]
    labels = []
    while True:
        previous = labels
        labels = [
            min(range(k), key=lambda j, p=point: math.dist(p, centroids[j])) for point in points
        ]
        if labels == previous:
            return labels
        for cluster in range(k):
            members = [
                point for point, label in zip(points, labels, strict=True) if label == cluster
            ]
            centroids[cluster] = [
                sum(member[axis] for member in members) / len(members)
                for axis in range(len(points[0]))
            ]
