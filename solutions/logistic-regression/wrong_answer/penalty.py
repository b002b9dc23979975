# mistake: adds a small L2 penalty, as libraries do by default
# caught-by: test_correctness.py::test_separable_samples, test_correctness.py::test_random_samples
import numpy as np


def sigmoid(z):
    return np.exp(-np.logaddexp(0.0, -np.asarray(z, dtype=float)))


def logistic_regression(X, y, num_iterations, learning_rate):
    weights = np.zeros(X.shape[1])
    for _ in range(num_iterations):
        error = y - sigmoid(X @ weights)
        weights = weights + learning_rate * (X.T @ error - 0.01 * weights)
    return weights
