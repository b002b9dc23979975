# mistake: a NaN distance is sorted to the end, but still votes when k is large
# caught-by: test_edges.py::test_missing_features_large_k
import numpy as np


def kNN(k, data, new_point):
    features = data.iloc[:, :-1].to_numpy(dtype=float)
    labels = data["label"].to_numpy()
    distances = np.sqrt(((features - np.asarray(new_point, dtype=float)) ** 2).sum(axis=1))
    nearest = np.argsort(distances, kind="stable")[:k]
    values, votes = np.unique(labels[nearest], return_counts=True)
    return values[votes.argmax()]
