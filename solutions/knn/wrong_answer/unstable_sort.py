# mistake: the default sort of NumPy does not keep the order of equal distances
# caught-by: test_edges.py::test_long_run_of_equal_distances
import numpy as np


def kNN(k, data, new_point):
    features = data.iloc[:, :-1].to_numpy(dtype=float)
    labels = data["label"].to_numpy()
    complete = ~np.isnan(features).any(axis=1)
    features, labels = features[complete], labels[complete]
    distances = np.sqrt(((features - np.asarray(new_point, dtype=float)) ** 2).sum(axis=1))
    nearest = np.argsort(distances)[:k]
    values, votes = np.unique(labels[nearest], return_counts=True)
    return values[votes.argmax()]
