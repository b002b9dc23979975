"""Builders, queries and estimators that return themselves."""

import numpy as np


class TextBuilder:
    def __init__(self):
        self._parts = []

    def add(self, text):
        self._parts.append(text)
        return self

    def line(self, text=""):
        return self.add(text + "\n")

    def repeat(self, times):
        self._parts *= times
        return self

    def build(self):
        return "".join(self._parts)


class Query:
    def __init__(self, rows, steps=()):
        self._rows = rows
        self.steps = steps

    def _then(self, name, rows):
        return type(self)(rows, (*self.steps, name))

    def where(self, predicate=None, **equal):
        def fits(row):
            return all(row[k] == v for k, v in equal.items()) and (predicate is None or predicate(row))

        return self._then("where", [row for row in self._rows if fits(row)])

    def select(self, *names):
        return self._then("select", [{name: row[name] for name in names} for row in self._rows])

    def order_by(self, key, reverse=False):
        key_of = key if callable(key) else lambda row: row[key]
        return self._then("order_by", sorted(self._rows, key=key_of, reverse=reverse))

    def map(self, function):
        return [function(row) for row in self._rows]

    def __iter__(self):
        return iter(self._rows)

    def __len__(self):
        return len(self._rows)

    def first(self):
        if not self._rows:
            raise LookupError("no rows")
        return self._rows[0]


class LinearModel:
    def fit(self, X, y):
        design = np.column_stack([np.ones(len(X)), X])
        self.coef_, *_ = np.linalg.lstsq(design, np.asarray(y, dtype=float), rcond=None)
        return self

    def predict(self, X):
        return np.column_stack([np.ones(len(X)), X]) @ self.coef_


class Pipeline:
    def __init__(self, *steps):
        self.steps = list(steps)

    def __or__(self, step):
        return Pipeline(*self.steps, step)

    def __call__(self, value):
        for step in self.steps:
            value = step(value)
        return value
