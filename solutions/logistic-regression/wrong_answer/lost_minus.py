# mistake: the guide as printed: the exponent has lost its minus sign
# caught-by: test_sigmoid.py::test_known_values, test_correctness.py::test_random_samples
import numpy as np


def sigmoid(z):
    return 1 / (1 + np.exp(z))


def logistic_regression(X, y, num_iterations, learning_rate):
    weights = np.zeros(X.shape[1])
    for _ in range(num_iterations):
        error = y - sigmoid(X @ weights)
        weights = weights + learning_rate * (X.T @ error)
    return weights
