# planted: test_transform_leaves_argument, test_constant_column, test_column_order
"""Standard scaling of frames.  It edits its argument, yields NaN, and sorts the columns."""

import pandas as pd


class FrameScaler:
    def __init__(self, columns=None):
        self.columns = columns

    def fit(self, frame):
        columns = self.columns or frame.select_dtypes("number").columns
        self.columns_ = list(columns)
        self.mean_ = frame[self.columns_].mean()
        self.scale_ = frame[self.columns_].std(ddof=0)
        return self

    def transform(self, frame):
        missing = [name for name in self.columns_ if name not in frame]
        if missing:
            raise KeyError(*missing)
        for name in self.columns_:
            frame[name] = (frame[name] - self.mean_[name]) / self.scale_[name]
        return frame[sorted(frame.columns)]

    def fit_transform(self, frame):
        return self.fit(frame).transform(frame)

    def inverse_transform(self, frame):
        return frame.assign(**{n: frame[n] * self.scale_[n] + self.mean_[n] for n in self.columns_})


def describe(frame):
    return pd.Series({name: str(dtype) for name, dtype in frame.dtypes.items()}, name="dtype")
