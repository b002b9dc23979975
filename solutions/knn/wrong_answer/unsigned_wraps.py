# mistake: subtracts in the type of the table, so small unsigned integers wrap around
# caught-by: test_robustness.py::test_small_integer_type
import numpy as np


def kNN(k, data, new_point):
    table = data.dropna()
    features = table.iloc[:, :-1].to_numpy()
    labels = table["label"].to_numpy()
    squared = ((features - np.asarray(new_point)) ** 2).sum(axis=1)
    nearest = np.argsort(squared, kind="stable")[:k]
    values, votes = np.unique(labels[nearest], return_counts=True)
    return values[votes.argmax()]
