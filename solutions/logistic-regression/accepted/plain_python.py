# style: plain Python loops over rows
import math

import numpy as np


def one_sigmoid(z):
    """Sigmoid of one number, without a power that overflows."""
    if z >= 0:
        return 1.0 / (1.0 + math.exp(-z))
    small = math.exp(z)
    return small / (1.0 + small)


def sigmoid(z):
    """Return 1 / (1 + exp(-z)), element by element."""
    if isinstance(z, np.ndarray):
        return np.array([one_sigmoid(value) for value in z.ravel().tolist()]).reshape(z.shape)
    return one_sigmoid(z)


def logistic_regression(X, y, num_iterations, learning_rate):
    """Return the weights, shape (d,), after num_iterations full-batch updates from zero."""
    rows, labels = X.astype(float).tolist(), y.astype(float).tolist()
    weights = [0.0] * X.shape[1]
    for _ in range(num_iterations):
        gradient = [0.0] * len(weights)
        for row, label in zip(rows, labels, strict=True):
            z = 0.0
            for weight, value in zip(weights, row, strict=True):
                z += weight * value
            error = label - one_sigmoid(z)
            for j, value in enumerate(row):
                gradient[j] += error * value
        weights = [w + learning_rate * g for w, g in zip(weights, gradient, strict=True)]
    return np.array(weights)
