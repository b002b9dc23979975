# mistake: computes the error in place, in the caller's y
# caught-by: test_robustness.py::test_y_unchanged
import numpy as np


def sigmoid(z):
    return np.exp(-np.logaddexp(0.0, -np.asarray(z, dtype=float)))


def logistic_regression(X, y, num_iterations, learning_rate):
    labels = y.astype(float)
    store = y if y.dtype == float else labels.copy()
    weights = np.zeros(X.shape[1])
    for _ in range(num_iterations):
        store[:] = labels - sigmoid(X @ weights)
        weights = weights + learning_rate * (X.T @ store)
    return weights
