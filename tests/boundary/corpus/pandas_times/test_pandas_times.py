from datetime import datetime

import pandas as pd
import pytest
from pandas_times import between, first, gaps, later, month_ends, parse, stamp, weekly


@pytest.fixture
def series():
    index = pd.date_range("2024-01-01", periods=10, freq="D")
    return pd.Series(range(10), index=index, name="n")


def test_timestamp():
    result = stamp("2024-02-29 12:00")
    assert type(result) is pd.Timestamp
    assert isinstance(result, datetime)
    assert result == datetime(2024, 2, 29, 12)


def test_zone():
    result = stamp("2024-07-01", zone="UTC")
    assert str(result.tz) == "UTC"
    assert result.isoformat() == "2024-07-01T00:00:00+00:00"


def test_datetime_index():
    result = month_ends("2024-02-27", 2)
    assert isinstance(result, pd.DatetimeIndex)
    assert result.tolist() == [pd.Timestamp("2024-02-29")] * 2


def test_gaps_are_timedeltas():
    result = gaps(pd.Series(pd.to_datetime(["2024-01-01", "2024-01-04"])))
    assert result[1] == pd.Timedelta(days=3)


def test_parse_has_nat():
    result = parse(["2024-01-01", "junk"])
    assert result[1] is pd.NaT
    assert result[0].year == 2024


def test_first_of_nothing_is_nat():
    assert first(parse([])) is pd.NaT


def test_first():
    assert first(parse(["2024-02-01", "2024-01-01"])) == pd.Timestamp(2024, 1, 1)


def test_resample(series):
    result = weekly(series)
    assert result.tolist() == [21, 24]
    assert result.index[1] == pd.Timestamp("2024-01-08")
    assert result.name == "n"


def test_timedelta():
    result = later(pd.Timestamp("2024-01-01"), hours=36, minutes=1)
    assert result == pd.Timestamp("2024-01-02 12:01")
    assert later(pd.Timedelta(0), days=1) == pd.Timedelta("1 day")


def test_slice_by_label(series):
    assert between(series, "2024-01-03", "2024-01-04").tolist() == [2, 3]


def test_bad_text():
    with pytest.raises(ValueError):
        stamp("not a date")
