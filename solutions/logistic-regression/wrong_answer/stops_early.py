# mistake: stops when the gradient looks small
# caught-by: test_correctness.py::test_separable_samples
import numpy as np


def sigmoid(z):
    return np.exp(-np.logaddexp(0.0, -np.asarray(z, dtype=float)))


def logistic_regression(X, y, num_iterations, learning_rate):
    weights = np.zeros(X.shape[1])
    for _ in range(num_iterations):
        error = y - sigmoid(X @ weights)
        gradient = X.T @ error
        if np.abs(gradient).max() < 0.05:
            break
        weights = weights + learning_rate * gradient
    return weights
