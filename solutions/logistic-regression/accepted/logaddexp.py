# style: NumPy, sigmoid through logaddexp
import numpy as np


def sigmoid(z):
    """Return 1 / (1 + exp(-z)), element by element."""
    return np.exp(-np.logaddexp(0.0, -np.asarray(z, dtype=float)))


def logistic_regression(X, y, num_iterations, learning_rate):
    """Return the weights, shape (d,), after num_iterations full-batch updates from zero."""
    weights = np.zeros(X.shape[1])
    for _ in range(num_iterations):
        error = y - sigmoid(X @ weights)
        weights = weights + learning_rate * (X.T @ error)
    return weights
