# mistake: adds absolute differences (Manhattan) instead of squares (Euclid)
# caught-by: test_correctness.py::test_straight_line_distance
import numpy as np


def kNN(k, data, new_point):
    features = data.iloc[:, :-1].to_numpy(dtype=float)
    labels = data["label"].to_numpy()
    complete = ~np.isnan(features).any(axis=1)
    features, labels = features[complete], labels[complete]
    distances = np.abs(features - np.asarray(new_point, dtype=float)).sum(axis=1)
    nearest = np.argsort(distances, kind="stable")[:k]
    values, votes = np.unique(labels[nearest], return_counts=True)
    return values[votes.argmax()]
