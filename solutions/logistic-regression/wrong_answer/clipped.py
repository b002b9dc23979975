# mistake: clips z to +-30 against overflow, so small results are wrong
# caught-by: test_sigmoid.py::test_tiny_results, test_sigmoid.py::test_huge_numbers
import numpy as np


def sigmoid(z):
    return 1.0 / (1.0 + np.exp(-np.clip(z, -30.0, 30.0)))


def logistic_regression(X, y, num_iterations, learning_rate):
    weights = np.zeros(X.shape[1])
    for _ in range(num_iterations):
        error = y - sigmoid(X @ weights)
        weights = weights + learning_rate * (X.T @ error)
    return weights
