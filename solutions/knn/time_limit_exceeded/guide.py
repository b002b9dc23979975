# mistake: the guide's answer: one Python call per row, positions mixed with index labels, NaN skipped in the sum
# caught-by: test_scale.py::test_many_rows, test_scale.py::test_many_neighbours, test_robustness.py::test_index_means_nothing, test_edges.py::test_missing_feature
import numpy as np


def euclidean_distance(point1, point2):
    return np.sqrt(np.sum((point1 - point2) ** 2))


def kNN(k, data, new_point):
    distances = data.apply(lambda row: euclidean_distance(row[:-1], new_point), axis=1)
    sorted_indices = distances.sort_values().index
    top_k = data.iloc[sorted_indices[:k]]
    predicted_label = top_k["label"].mode()[0]
    return predicted_label
