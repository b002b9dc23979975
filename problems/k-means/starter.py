"""k-means from scratch."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

Points = np.ndarray | Sequence[Sequence[float]]


def k_means(data_points: Points, k: int, initial_centroids: Points) -> np.ndarray | list[int]:
    """Return the cluster number of every point, found from the given initial centroids.

    >>> k_means([[0.0], [1.0], [9.0]], 2, [[0.0], [8.0]])
    [0, 0, 1]
    """
    raise NotImplementedError
