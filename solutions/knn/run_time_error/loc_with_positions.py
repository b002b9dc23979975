# mistake: uses positions from argsort as index labels, a KeyError unless the index is 0..n-1
# caught-by: test_robustness.py::test_index_means_nothing, test_robustness.py::test_arguments_unchanged
import numpy as np


def kNN(k, data, new_point):
    table = data.dropna()
    features = table.iloc[:, :-1].to_numpy(dtype=float)
    distances = np.sqrt(((features - np.asarray(new_point, dtype=float)) ** 2).sum(axis=1))
    nearest = np.argsort(distances, kind="stable")[:k]
    return table.loc[nearest, "label"].mode()[0]
