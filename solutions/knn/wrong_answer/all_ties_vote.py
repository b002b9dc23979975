# mistake: every row as near as the k-th one votes, so more than k rows may vote
# caught-by: test_edges.py::test_exactly_k_rows_vote, test_edges.py::test_nearest_rows_tie
import numpy as np


def kNN(k, data, new_point):
    features = data.iloc[:, :-1].to_numpy(dtype=float)
    labels = data["label"].to_numpy()
    complete = ~np.isnan(features).any(axis=1)
    features, labels = features[complete], labels[complete]
    distances = np.sqrt(((features - np.asarray(new_point, dtype=float)) ** 2).sum(axis=1))
    radius = np.sort(distances)[min(k, len(distances)) - 1]
    values, votes = np.unique(labels[distances <= radius], return_counts=True)
    return values[votes.argmax()]
