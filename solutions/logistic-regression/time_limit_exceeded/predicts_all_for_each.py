# mistake: computes all predictions again for every sample, O(n^2) per iteration
# caught-by: test_scale.py::test_many_samples
import numpy as np


def sigmoid(z):
    return np.exp(-np.logaddexp(0.0, -np.asarray(z, dtype=float)))


def logistic_regression(X, y, num_iterations, learning_rate):
    weights = np.zeros(X.shape[1])
    for _ in range(num_iterations):
        gradient = np.zeros(X.shape[1])
        for i in range(len(y)):
            gradient += (float(y[i]) - sigmoid(X @ weights)[i]) * X[i]
        weights = weights + learning_rate * gradient
    return weights
