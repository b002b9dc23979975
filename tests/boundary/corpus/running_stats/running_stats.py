"""Streaming mean and variance."""

import math


class RunningStats:
    def __init__(self, values=()):
        self.count = 0
        self._mean = 0.0
        self._square = 0.0
        self.low, self.high = math.inf, -math.inf
        for value in values:
            self.push(value)

    def push(self, value):
        self.count += 1
        delta = value - self._mean
        self._mean += delta / self.count
        self._square += delta * (value - self._mean)
        self.low = min(self.low, value)
        self.high = max(self.high, value)
        return self

    @property
    def mean(self):
        return self._mean if self.count else math.nan

    @property
    def variance(self):
        return self._square / (self.count - 1) if self.count > 1 else math.nan

    def __len__(self):
        return self.count

    def __or__(self, other):
        merged = RunningStats()
        merged.count = self.count + other.count
        merged._mean = (self._mean * self.count + other._mean * other.count) / merged.count
        gap = self._mean - other._mean
        merged._square = self._square + other._square + gap**2 * self.count * other.count / merged.count
        merged.low, merged.high = min(self.low, other.low), max(self.high, other.high)
        return merged

    def summary(self):
        return {"count": self.count, "mean": self.mean, "range": (self.low, self.high)}
