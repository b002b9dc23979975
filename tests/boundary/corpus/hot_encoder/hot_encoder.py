"""One-hot encoding to arrays and frames."""

import numpy as np
import pandas as pd


class HotEncoder:
    def __init__(self, unknown="error", dtype=np.int8):
        self.unknown = unknown
        self.dtype = dtype

    def fit(self, values):
        self.categories_ = sorted(set(values))
        self._place = {value: index for index, value in enumerate(self.categories_)}
        return self

    def transform(self, values):
        values = list(values)
        result = np.zeros((len(values), len(self.categories_)), dtype=self.dtype)
        for row, value in enumerate(values):
            if value in self._place:
                result[row, self._place[value]] = 1
            elif self.unknown == "error":
                raise ValueError(f"unknown category {value!r} in row {row}")
        return result

    def inverse(self, matrix):
        return [self.categories_[i] if row.any() else None for row, i in zip(matrix, matrix.argmax(axis=1))]

    def to_frame(self, series):
        return pd.DataFrame(
            self.transform(series), index=series.index,
            columns=pd.Index(self.categories_, name=series.name),
        )


def codes(values, order):
    return pd.Categorical(values, categories=order, ordered=True)
