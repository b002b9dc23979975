# planted: test_fit_checks_lengths, test_predict_dtype, test_score_of_perfect_fit
"""Nearest neighbours.  No length check, predictions as float, score in per cent."""

import numpy as np


class NotFitted(ValueError, AttributeError):
    pass


class KNN:
    def __init__(self, k=3, *, metric="euclidean"):
        self.k = k
        self.metric = metric

    def fit(self, X, y):
        self.X_ = np.asarray(X, dtype=float)
        self.y_ = np.asarray(y)
        self.classes_ = np.unique(self.y_)
        return self

    def kneighbors(self, X):
        if not hasattr(self, "X_"):
            raise NotFitted(f"{type(self).__name__} is not fitted")
        gap = np.asarray(X, dtype=float)[:, None, :] - self.X_[None]
        distance = np.abs(gap).sum(-1) if self.metric == "manhattan" else np.sqrt((gap**2).sum(-1))
        index = np.argsort(distance, axis=1, kind="stable")[:, : self.k]
        return np.take_along_axis(distance, index, axis=1), index

    def predict(self, X):
        index = self.kneighbors(X)[1]
        votes = self.y_[index]
        winners = [max(self.classes_, key=lambda label: (row == label).sum()) for row in votes]
        return np.array(winners).astype(float if self.y_.dtype.kind == "i" else self.y_.dtype)

    def score(self, X, y):
        return float((self.predict(X) == np.asarray(y)).mean() * 100)

    def get_params(self):
        return {"k": self.k, "metric": self.metric}
