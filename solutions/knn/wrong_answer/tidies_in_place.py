# mistake: renumbers the index of the caller's own table
# caught-by: test_robustness.py::test_arguments_unchanged
import numpy as np


def kNN(k, data, new_point):
    data.index = range(len(data))
    table = data.dropna()
    features = table.iloc[:, :-1].to_numpy(dtype=float)
    squared = ((features - np.asarray(new_point, dtype=float)) ** 2).sum(axis=1)
    nearest = np.argsort(squared, kind="stable")[:k]
    return table["label"].iloc[nearest].mode().iloc[0]
