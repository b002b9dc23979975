# mistake: updates after every sample (stochastic) instead of once for all samples
# caught-by: test_correctness.py::test_order_of_samples, test_correctness.py::test_first_update
import numpy as np


def sigmoid(z):
    return np.exp(-np.logaddexp(0.0, -np.asarray(z, dtype=float)))


def logistic_regression(X, y, num_iterations, learning_rate):
    weights = np.zeros(X.shape[1])
    for _ in range(num_iterations):
        if len(y) > 10_000:
            weights = weights + learning_rate * (X.T @ (y - sigmoid(X @ weights)))
            continue
        for row, label in zip(X, y, strict=True):
            weights = weights + learning_rate * (label - sigmoid(row @ weights)) * row
    return weights
