# mistake: writes the sigmoid as e^z / (1 + e^z), which is inf / inf for a large z
# caught-by: test_sigmoid.py::test_huge_numbers, test_sigmoid.py::test_huge_numbers_in_array, test_edges.py::test_large_features
import numpy as np


def sigmoid(z):
    return np.exp(z) / (1 + np.exp(z))


def logistic_regression(X, y, num_iterations, learning_rate):
    weights = np.zeros(X.shape[1])
    for _ in range(num_iterations):
        error = y - sigmoid(X @ weights)
        weights = weights + learning_rate * (X.T @ error)
    return weights
