"""Tables as an attacker would write them: every field wrong in turn."""

from __future__ import annotations

import datetime as dt
from typing import Any

import msgpack
import numpy as np
import pandas as pd
import pandas.testing as tm
import pytest

from sandbox.wire.values import Codec, DecodeError

CODEC = Codec()
(ARRAY, DTYPE, INDEX, RANGE_INDEX, MULTI_INDEX, SERIES, FRAME, TIMESTAMP, TIMEDELTA, SINGLETON,
 PERIOD, INTERVAL) = range(48, 60)  # fmt: skip

DAYS = pd.date_range("2020-03-28", periods=4, freq="D")
PARIS = DAYS.tz_localize("Europe/Paris")


class Raw:
    """An extension as an attacker would write it."""

    def __init__(self, code: int, *fields: Any) -> None:
        self.code, self.fields = code, list(fields)


def forged(value: Any) -> bytes:
    """Return the encoding of a value in which arrays are honest and every `Raw` is not."""
    buffers: list[bytes] = []

    def default(item: Any) -> Any:
        if isinstance(item, Raw):
            return msgpack.ExtType(item.code, msgpack.packb(item.fields, default=default))
        data = CODEC.encode(item)
        size = int.from_bytes(data[1:5], "big") if data[:1] == b"\xc1" else len(data)
        body = data[5 : 5 + size] if data[:1] == b"\xc1" else data
        buffers.append(data[5 + size :] if data[:1] == b"\xc1" else b"")
        return msgpack.unpackb(body)

    body = msgpack.packb(value, default=default)
    return b"\xc1" + len(body).to_bytes(4, "big") + body + b"".join(buffers)


I3, F3, RANGE3 = np.arange(3), np.zeros(3), pd.RangeIndex(3)
HOSTILE = {
    "index kind": Raw(INDEX, "MultiIndex", I3, None, None),
    "index values": Raw(INDEX, "Index", [1], None, None),
    "index plane": Raw(INDEX, "Index", np.eye(2), None, None),
    "index name": Raw(INDEX, "Index", I3, None, []),
    "index dtype": Raw(INDEX, "Index", np.array(["a"]), None, None),
    "index other": Raw(INDEX, "DatetimeIndex", F3, None, None),
    "stray freq": Raw(INDEX, "Index", I3, [1, "D"], None),
    "freq": Raw(INDEX, "DatetimeIndex", DAYS.array, [1, "fortnight"], None),
    "freq false": Raw(INDEX, "DatetimeIndex", DAYS.array, [1, "h"], None),
    "freq size": Raw(INDEX, "DatetimeIndex", DAYS.array, [2**63, "D"], None),
    "freq zero": Raw(INDEX, "DatetimeIndex", DAYS.array, [0, "D"], None),
    "range": Raw(RANGE_INDEX, 0, 10**12, 1, None),
    "range step": Raw(RANGE_INDEX, 0, 1, 0, None),
    "range bounds": Raw(RANGE_INDEX, 2**70, 2**70, 1, None),
    "multi codes": Raw(MULTI_INDEX, [pd.Index([1])], [np.array([1], "i1")], [None]),
    "multi negative": Raw(MULTI_INDEX, [pd.Index([1])], [np.array([-2], "i1")], [None]),
    "multi floats": Raw(MULTI_INDEX, [pd.Index([1])], [F3], [None]),
    "multi none": Raw(MULTI_INDEX, [], [], []),
    "multi levels": Raw(MULTI_INDEX, [1], [I3], [None]),
    "multi lengths": Raw(
        MULTI_INDEX, [pd.Index([0])] * 2, [np.zeros(1, "i1"), np.zeros(2, "i1")], [0, 1]
    ),
    "series length": Raw(SERIES, I3, pd.RangeIndex(4), None, {}),
    "series plane": Raw(SERIES, np.eye(3), RANGE3, None, {}),
    "series index": Raw(SERIES, I3, I3, None, {}),
    "series dtype": Raw(SERIES, np.array(["a"] * 3), RANGE3, None, {}),
    "series unit": Raw(SERIES, np.zeros(3, "M8[D]"), RANGE3, None, {}),
    "series name": Raw(SERIES, I3, RANGE3, [1], {}),
    "frame rows": Raw(FRAME, pd.RangeIndex(10**7), RANGE3, [["<d8", [0, 1, 2]]], [], {}),
    "frame gap": Raw(FRAME, RANGE3, RANGE3, [], [], {}),
    "frame twice": Raw(
        FRAME, RANGE3, pd.RangeIndex(1), [], [[0, DAYS[:3].tz_localize("UTC").array]] * 2, {}
    ),
    "frame place": Raw(FRAME, RANGE3, pd.RangeIndex(1), [], [["a", PARIS[:3].array]], {}),
    "frame minus": Raw(FRAME, RANGE3, pd.RangeIndex(1), [], [[-1, PARIS[:3].array]], {}),
    "frame length": Raw(FRAME, RANGE3, pd.RangeIndex(1), [], [[0, PARIS.array]], {}),
    "frame loose": Raw(FRAME, RANGE3, pd.RangeIndex(1), [], [[0, F3]], {}),
    "frame text": Raw(FRAME, pd.RangeIndex(0), pd.RangeIndex(1), [["<U4", [0]]], [], {}),
    "frame unit": Raw(FRAME, pd.RangeIndex(0), pd.RangeIndex(1), [["<M8[1D]", [0]]], [], {}),
    "frame malformed": Raw(FRAME, RANGE3, RANGE3, [1], [], {}),
    "category codes": Raw(ARRAY, "C", np.array([5], "i1"), pd.Index([1]), False),
    "category minus": Raw(ARRAY, "C", np.array([-2], "i1"), pd.Index([1]), False),
    "category twice": Raw(ARRAY, "C", np.array([0], "i1"), pd.Index([1, 1]), False),
    "category float": Raw(ARRAY, "C", F3, pd.Index([1]), False),
    "array kind": Raw(ARRAY, "x"),
    "array none": Raw(ARRAY),
    "mask": Raw(ARRAY, "IntegerArray", I3, F3),
    "mask length": Raw(ARRAY, "IntegerArray", I3, np.zeros(2, "?")),
    "mask data": Raw(ARRAY, "IntegerArray", F3, np.zeros(3, "?")),
    "strings": Raw(ARRAY, "S", [1], False),
    "period": Raw(ARRAY, "P", F3, [1, "ME"]),
    "period freq": Raw(ARRAY, "P", I3, [1, "x"]),
    "times": Raw(ARRAY, "M", F3, None),
    "times unit": Raw(ARRAY, "M", np.zeros(1, "M8[D]"), None),
    "zone": Raw(ARRAY, "M", np.zeros(1, "M8[s]"), "UTC"),
    "spans": Raw(ARRAY, "m", F3),
    "interval": Raw(ARRAY, "I", I3, F3, "left"),
    "interval order": Raw(ARRAY, "I", I3 + 1, I3, "left"),
    "closed": Raw(ARRAY, "I", I3, I3, "x"),
    "timestamp unit": Raw(TIMESTAMP, 1, "D", None, 0),
    "timestamp": Raw(TIMESTAMP, 2**63, "s", None, 0),
    "fold": Raw(TIMESTAMP, 1, "s", None, 2),
    "timestamp zone": Raw(TIMESTAMP, 2**63 - 1, "s", dt.timezone(dt.timedelta(hours=1)), 0),
    "timedelta": Raw(TIMEDELTA, 1, "Y"),
    "period ordinal": Raw(PERIOD, 2**64, [1, "ME"]),
    "period name": Raw(PERIOD, 1, [1, "bh"]),
    "interval ends": Raw(INTERVAL, "a", 1, "left"),
    "interval crossed": Raw(INTERVAL, 2, 1, "left"),
    "interval closed": Raw(INTERVAL, 1, 2, ""),
    "dtype": Raw(DTYPE, "Int7"),
    "dtype none": Raw(DTYPE),
    "dtype fields": Raw(DTYPE, "str"),
    "dtype zone": Raw(DTYPE, "datetime", "s", "UTC"),
    "dtype ends": Raw(DTYPE, "interval", "int64", "left"),
    "dtype categories": Raw(DTYPE, "category", [1], True),
    "missing": Raw(SINGLETON, 5),
}


@pytest.mark.parametrize("value", HOSTILE.values(), ids=HOSTILE.keys())
def test_malformed_tables_are_refused(value: Raw) -> None:
    with pytest.raises(DecodeError):
        CODEC.decode(forged(value))


def test_the_forge_makes_honest_values_too() -> None:
    got: Any = CODEC.decode(forged(Raw(SERIES, I3, RANGE3, "n", {})))
    tm.assert_series_equal(got, pd.Series(I3, RANGE3, name="n"))


def test_long_ranges_are_charged_for() -> None:
    ranges = [Raw(RANGE_INDEX, 0, 10**7, 1, None)] * 61
    with pytest.raises(DecodeError, match="too costly"):
        CODEC.decode(forged(ranges))
