# style: NumPy, sigmoid with one formula for each sign, updates in place
import numpy as np


def sigmoid(z):
    """Return 1 / (1 + exp(-z)), element by element."""
    values = np.asarray(z, dtype=float)
    small = np.exp(-np.abs(values))
    result = np.where(values >= 0, 1.0, small) / (1.0 + small)
    return result if result.ndim else float(result)


def logistic_regression(X, y, num_iterations, learning_rate):
    """Return the weights, shape (d,), after num_iterations full-batch updates from zero."""
    samples, labels = np.array(X, dtype=float), np.array(y, dtype=float)
    weights = np.zeros(samples.shape[1])
    predictions = np.full(len(labels), 0.5)
    for _ in range(num_iterations):
        weights += learning_rate * np.einsum("ij,i->j", samples, labels - predictions)
        predictions = sigmoid(samples.dot(weights))
    return weights
