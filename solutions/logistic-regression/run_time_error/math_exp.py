# mistake: math.exp raises OverflowError for a large power
# caught-by: test_sigmoid.py::test_huge_numbers, test_sigmoid.py::test_huge_numbers_in_array, test_edges.py::test_large_features
import math

import numpy as np


def sigmoid(z):
    if isinstance(z, np.ndarray):
        return np.array([sigmoid(value) for value in z.ravel().tolist()]).reshape(z.shape)
    return 1.0 / (1.0 + math.exp(-z))


def logistic_regression(X, y, num_iterations, learning_rate):
    weights = np.zeros(X.shape[1])
    for _ in range(num_iterations):
        error = y - sigmoid(X @ weights)
        weights = weights + learning_rate * (X.T @ error)
    return weights
