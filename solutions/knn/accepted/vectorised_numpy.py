# style: vectorised NumPy, stable argsort
import numpy as np
import pandas as pd


def kNN(k: int, data: pd.DataFrame, new_point: list[float] | np.ndarray) -> int | str:
    """Return the label that most of the k rows nearest to new_point have."""
    features = data.iloc[:, :-1].to_numpy(dtype=float)
    labels = data["label"].to_numpy()
    complete = ~np.isnan(features).any(axis=1)
    features, labels = features[complete], labels[complete]
    squared = ((features - np.asarray(new_point, dtype=float)) ** 2).sum(axis=1)
    nearest = np.argsort(squared, kind="stable")[:k]
    values, votes = np.unique(labels[nearest], return_counts=True)
    return values[votes.argmax()]
