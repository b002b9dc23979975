# mistake: Counter.most_common gives a tie of votes to the label met first, which is the nearer one
# caught-by: test_edges.py::test_votes_tie_integers, test_edges.py::test_votes_tie_strings, test_edges.py::test_every_label_once
from collections import Counter

import numpy as np


def kNN(k, data, new_point):
    features = data.iloc[:, :-1].to_numpy(dtype=float)
    labels = data["label"].to_numpy()
    complete = ~np.isnan(features).any(axis=1)
    features, labels = features[complete], labels[complete]
    distances = np.sqrt(((features - np.asarray(new_point, dtype=float)) ** 2).sum(axis=1))
    nearest = np.argsort(distances, kind="stable")[:k]
    return Counter(labels[nearest].tolist()).most_common(1)[0][0]
