# style: pandas, stable sort_values and mode
import numpy as np
import pandas as pd


def kNN(k: int, data: pd.DataFrame, new_point: list[float] | np.ndarray) -> int | str:
    """Return the label that most of the k rows nearest to new_point have."""
    table = data.reset_index(drop=True).dropna()
    difference = table.drop(columns="label").astype(float) - np.asarray(new_point, dtype=float)
    distance = difference.pow(2).sum(axis=1).pow(0.5)
    order = distance.sort_values(kind="stable").index[:k]
    return table.loc[order, "label"].mode().iloc[0]
