"""k-nearest neighbours from scratch."""

from __future__ import annotations

import numpy as np
import pandas as pd


def kNN(k: int, data: pd.DataFrame, new_point: list[float] | np.ndarray) -> int | str:
    """Return the label that most of the k rows nearest to new_point have.

    >>> data = pd.DataFrame({"x": [1, 2, 9], "y": [1, 1, 8], "label": ["red", "red", "blue"]})
    >>> kNN(1, data, [9, 9])
    'blue'
    """
    raise NotImplementedError
