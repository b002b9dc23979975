# mistake: counts after the update and compares for equality, so 0 iterations never end
# caught-by: test_edges.py::test_zero_iterations, test_examples.py::test_no_update
import numpy as np


def sigmoid(z):
    return np.exp(-np.logaddexp(0.0, -np.asarray(z, dtype=float)))


def logistic_regression(X, y, num_iterations, learning_rate):
    weights = np.zeros(X.shape[1])
    done = 0
    while True:
        error = y - sigmoid(X @ weights)
        weights = weights + learning_rate * (X.T @ error)
        done += 1
        if done == num_iterations:
            break
    return weights
