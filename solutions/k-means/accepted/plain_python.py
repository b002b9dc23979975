# style: plain Python lists
def squared_distance(a, b):
    """Squared Euclidean distance of two points."""
    total = 0.0
    for x, y in zip(a, b, strict=True):
        total += (x - y) * (x - y)
    return total


def nearest(point, centroids):
    """Lowest number among the nearest centroids."""
    distances = [squared_distance(point, centroid) for centroid in centroids]
    return distances.index(min(distances))


def k_means(data_points, k, initial_centroids):
    """Return the cluster number of every point, found from the given initial centroids."""
    points = [[float(x) for x in point] for point in data_points]
    centroids = [[float(x) for x in centroid] for centroid in initial_centroids]
    labels = []
    while True:
        previous, labels = labels, [nearest(point, centroids) for point in points]
        if labels == previous:
            return labels
        members = [[] for _ in range(k)]
        for label, point in zip(labels, points, strict=True):
            members[label].append(point)
        for cluster, group in enumerate(members):
            if group:
                centroids[cluster] = [
                    sum(column) / len(group) for column in zip(*group, strict=True)
                ]
