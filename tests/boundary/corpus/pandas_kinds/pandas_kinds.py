"""Series and frames of every dtype that exercises use."""

import pandas as pd


def echo(value):
    return value


def dtype_name(series):
    return str(series.dtype)


def nullable(values, dtype):
    return pd.Series(values, dtype=dtype)


def add_one(series):
    return series + 1


def frame_of_all():
    return pd.DataFrame(
        {
            "i": pd.array([1, None], dtype="Int32"), "b": pd.array([True, None], dtype="boolean"),
            "s": pd.array(["x", None], dtype="string"), "f": [0.5, float("nan")],
            "c": pd.Categorical(["u", "v"], categories=["v", "u"]), "t": pd.to_datetime(["2020-01-01", None]),
            "o": [(1,), None],
        },
        index=pd.Index(["p", "q"], name="key"),
    )


def set_cell(frame, row, column, value):
    frame.loc[row, column] = value


def drop_column(frame, column):
    del frame[column]


def missing():
    return pd.NA, pd.NaT


def stack(frame):
    return frame.stack()


def rename(series, name):
    series.name = name
    return series
