"""Lloyd's algorithm with a seeded start."""

import numpy as np


class KMeans:
    def __init__(self, clusters=2, seed=0, max_iter=50):
        self.clusters = clusters
        self.seed = seed
        self.max_iter = max_iter
        self.centers = None
        self.history = []

    def fit(self, points, callback=None):
        points = np.asarray(points, dtype=np.float64)
        if len(points) < self.clusters:
            raise ValueError(f"{len(points)} points for {self.clusters} clusters")
        source = np.random.default_rng(self.seed)
        self.centers = points[source.choice(len(points), self.clusters, replace=False)]
        self.history = []
        for step in range(self.max_iter):
            labels = self.predict(points)
            centers = np.array([points[labels == c].mean(axis=0) for c in range(self.clusters)])
            self.history.append(float(((points - centers[labels]) ** 2).sum()))
            if callback is not None:
                callback(step, centers)
            if np.array_equal(centers, self.centers):
                break
            self.centers = centers
        self.labels = labels
        return self

    def predict(self, points):
        gap = np.asarray(points)[:, None] - self.centers[None]
        return (gap**2).sum(axis=2).argmin(axis=1)

    @property
    def inertia(self):
        return self.history[-1] if self.history else None
