# planted: test_gaps_are_timedeltas, test_first_of_nothing_is_nat
"""Timestamps and date ranges.  gaps() gives numbers of days and first([]) gives None."""

import pandas as pd


def stamp(text, zone=None):
    return pd.Timestamp(text, tz=zone)


def month_ends(start, periods):
    return pd.date_range(start, periods=periods, freq="D") + pd.offsets.MonthEnd(0)


def gaps(series):
    return series.diff().dt.days


def first(series):
    return series.min() if len(series) else None


def parse(values):
    return pd.to_datetime(pd.Series(values), errors="coerce")


def weekly(series):
    return series.resample("7D").sum()


def later(moment, **units):
    return moment + pd.Timedelta(**units)


def between(frame, low, high):
    return frame.loc[low:high]
