# mistake: divides the gradient by the number of samples
# caught-by: test_correctness.py::test_sum_not_mean, test_correctness.py::test_first_update
import numpy as np


def sigmoid(z):
    return np.exp(-np.logaddexp(0.0, -np.asarray(z, dtype=float)))


def logistic_regression(X, y, num_iterations, learning_rate):
    weights = np.zeros(X.shape[1])
    for _ in range(num_iterations):
        error = y - sigmoid(X @ weights)
        weights = weights + learning_rate * (X.T @ error) / len(y)
    return weights
