"""Logistic regression from scratch."""

from __future__ import annotations

import numpy as np


def sigmoid(z: float | np.ndarray) -> float | np.ndarray:
    """Return 1 / (1 + exp(-z)), element by element.

    >>> sigmoid(0)
    0.5
    """
    raise NotImplementedError


def logistic_regression(
    X: np.ndarray, y: np.ndarray, num_iterations: int, learning_rate: float
) -> np.ndarray:
    """Return the weights, shape (d,), after num_iterations full-batch updates from zero.

    >>> logistic_regression(np.array([[2.0], [-2.0]]), np.array([1, 0]), 1, 0.5)
    array([1.])
    """
    raise NotImplementedError
