# mistake: computes the sigmoid as 1 - 1 / (1 + e^z), which loses all digits of a small result
# caught-by: test_sigmoid.py::test_tiny_results
import numpy as np


def sigmoid(z):
    return 1.0 - 1.0 / (1.0 + np.exp(z))


def logistic_regression(X, y, num_iterations, learning_rate):
    weights = np.zeros(X.shape[1])
    for _ in range(num_iterations):
        error = y - sigmoid(X @ weights)
        weights = weights + learning_rate * (X.T @ error)
    return weights
