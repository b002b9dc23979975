"""pandas' timestamps, spans, periods, intervals and missing values."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

import numpy as np
import pandas as pd
from msgpack import ExtType

from sandbox.wire.builtin import ZONES, exact_zone
from sandbox.wire.errors import DecodeError
from sandbox.wire.offsets import offset_of, offset_spec
from sandbox.wire.packing import Encode, Encoder, NotData
from sandbox.wire.tablearrays import UNITS, in_zone
from sandbox.wire.unpacking import Decode, Decoder

_TIMESTAMP, _TIMEDELTA, _SINGLETON, _PERIOD, _INTERVAL = range(55, 60)

_SINGLETONS: Final = (pd.NaT, pd.NA)
_INT64: Final = 2**63
_ENDS: Final = (int, float, np.int64, np.float64, pd.Timestamp, pd.Timedelta)

SCALARS: Final = frozenset(
    {pd.Timestamp, pd.Timedelta, pd.Period, pd.Interval, type(pd.NaT), type(pd.NA)}
)


def _encode_timestamp(encoder: Encoder, value: Any) -> ExtType:
    count = int(value.to_datetime64().view("i8"))
    fold = value.fold if value.tz is None else 0
    return encoder.ext(_TIMESTAMP, [count, value.unit, exact_zone(value.tz), fold])


def _decode_timestamp(decoder: Decoder, payload: bytes) -> Any:
    count, unit, zone, fold = decoder.record(payload, "Timestamp", int, str, ZONES, int)
    decoder.charge(10)
    if unit not in UNITS or fold not in (0, 1) or not -_INT64 < count < _INT64:
        raise DecodeError("Timestamp: unknown unit, or out of bounds")
    value = pd.Timestamp(np.datetime64(count, unit))
    if fold:
        return value.replace(fold=1)
    return value if zone is None else in_zone(value, zone)


def _encode_timedelta(encoder: Encoder, value: Any) -> ExtType:
    return encoder.ext(_TIMEDELTA, [int(value.to_timedelta64().view("i8")), value.unit])


def _decode_timedelta(decoder: Decoder, payload: bytes) -> Any:
    count, unit = decoder.record(payload, "Timedelta", int, str)
    decoder.charge(5)
    if unit not in UNITS or not -_INT64 < count < _INT64:
        raise DecodeError("Timedelta: unknown unit, or out of bounds")
    return pd.Timedelta(np.timedelta64(count, unit))


def _decode_singleton(decoder: Decoder, payload: bytes) -> Any:
    number = decoder.unpack(payload)
    if type(number) is not int or not 0 <= number < len(_SINGLETONS):
        raise DecodeError("missing value: unknown")
    return _SINGLETONS[number]


def _decode_period(decoder: Decoder, payload: bytes) -> Any:
    ordinal, freq = decoder.record(payload, "Period", int, list)
    decoder.charge(20)
    if not -_INT64 < ordinal < _INT64:
        raise DecodeError("Period: out of bounds")
    return pd.Period(ordinal=ordinal, freq=offset_of(freq))


def _decode_interval(decoder: Decoder, payload: bytes) -> Any:
    left, right, closed = decoder.record(payload, "Interval", _ENDS, _ENDS, str)
    decoder.charge(10)
    if closed not in ("left", "right", "both", "neither"):
        raise DecodeError("Interval: closed where?")
    return pd.Interval(left, right, closed)


def _encode_interval(encoder: Encoder, value: Any) -> ExtType:
    if not {type(value.left), type(value.right)} <= set(_ENDS):
        raise NotData
    return encoder.ext(_INTERVAL, [value.left, value.right, value.closed])


def _encode_period(encoder: Encoder, value: Any) -> ExtType:
    return encoder.ext(_PERIOD, [value.ordinal, offset_spec(value.freq)])


SCALAR_ENCODERS: Final[Mapping[type, Encode]] = {
    pd.Timestamp: _encode_timestamp,
    pd.Timedelta: _encode_timedelta,
    type(pd.NaT): lambda encoder, _: encoder.ext(_SINGLETON, 0),
    type(pd.NA): lambda encoder, _: encoder.ext(_SINGLETON, 1),
    pd.Period: _encode_period,
    pd.Interval: _encode_interval,
}
SCALAR_DECODERS: Final[Mapping[int, Decode]] = {
    _TIMESTAMP: _decode_timestamp,
    _TIMEDELTA: _decode_timedelta,
    _SINGLETON: _decode_singleton,
    _PERIOD: _decode_period,
    _INTERVAL: _decode_interval,
}
