"""The types of the standard library that cross as data."""

from __future__ import annotations

import builtins
import datetime as dt
import math
import re
import struct
import types
import zoneinfo
from abc import ABCMeta
from collections import Counter, OrderedDict, defaultdict, deque
from collections.abc import Mapping
from decimal import Decimal
from fractions import Fraction
from functools import cache
from typing import Any, Final
from uuid import UUID

from msgpack import ExtType

from sandbox.wire.errors import DecodeError
from sandbox.wire.packing import Encode, Encoder, NotData, plugin
from sandbox.wire.unpacking import WIRE_DECODERS, Decode, Decoder, refuse_collisions

_INT, _COMPLEX, _BYTEARRAY, _TUPLE, _SET, _FROZENSET, _RANGE, _SLICE, _SINGLETON = range(9)
_DATETIME, _DATE, _TIME, _TIMEDELTA, _TIMEZONE, _ZONE, _DECIMAL, _FRACTION, _UUID = range(9, 18)
_DEQUE, _ORDERED, _COUNTER, _DEFAULT, _TYPE = range(18, 23)

_SINGLETONS: Final = (Ellipsis, NotImplemented)
_DECIMAL_TEXT: Final = re.compile(
    r"-?(?:\d+(?:\.\d+)?(?:[Ee][+-]?\d{1,19})?|Infinity|s?NaN\d*)", re.ASCII
)
_FRACTION_BITS: Final = 65_536  # the greatest common divisor takes quadratic time
_NONE: Final = type(None)

_BUILTIN_TYPES: Final = {
    name: kind
    for name, kind in vars(builtins).items()
    if isinstance(kind, type) and kind.__name__ == name
}
_LIBRARY_TYPES: Final = (
    types.NoneType, types.EllipsisType, types.NotImplementedType, dt.date, dt.time, dt.datetime,
    dt.timedelta, dt.timezone, zoneinfo.ZoneInfo, Decimal, Fraction, UUID, deque, OrderedDict,
    Counter, defaultdict,
)  # fmt: skip
TYPES: Final[Mapping[str, type]] = _BUILTIN_TYPES | {
    f"{kind.__module__}.{kind.__name__}": kind for kind in _LIBRARY_TYPES
}
_TYPE_NAMES: Final = {kind: name for name, kind in TYPES.items()}
_FACTORIES: Final = frozenset({
    int, float, complex, bool, str, bytes, bytearray, list, tuple, dict, set, frozenset, deque,
    OrderedDict, Counter,
})  # fmt: skip


@cache
def _zone_keys() -> frozenset[str]:
    return frozenset(zoneinfo.available_timezones())


def exact_zone(zone: object) -> object:
    """Return a tzinfo that crosses exactly, or None; raises NotData for any other."""
    known = zone is None or type(zone) is dt.timezone
    if not known and not (type(zone) is zoneinfo.ZoneInfo and zone.key in _zone_keys()):
        raise NotData
    return zone


ZONES: Final = (_NONE, dt.timezone, zoneinfo.ZoneInfo)


def _int(_: Encoder, value: int) -> ExtType:
    return ExtType(_INT, value.to_bytes(value.bit_length() // 8 + 1, "big", signed=True))


def _complex(_: Encoder, value: complex) -> ExtType:
    return ExtType(_COMPLEX, struct.pack(">dd", value.real, value.imag))


def _range(encoder: Encoder, value: range) -> ExtType:
    return encoder.ext(_RANGE, [value.start, value.stop, value.step])


def _slice(encoder: Encoder, value: slice) -> ExtType:
    return encoder.ext(_SLICE, [value.start, value.stop, value.step])


def _datetime(encoder: Encoder, value: dt.datetime) -> ExtType:
    date = [value.year, value.month, value.day]
    return encoder.ext(_DATETIME, date + _clock(value))


def _clock(value: dt.datetime | dt.time) -> list[Any]:
    clock = [value.hour, value.minute, value.second, value.microsecond]
    return [*clock, exact_zone(value.tzinfo), value.fold]


def _timezone(encoder: Encoder, value: dt.timezone) -> ExtType:
    offset, *name = value.__getinitargs__()  # type: ignore[attr-defined]  # not in typeshed
    return encoder.ext(_TIMEZONE, [offset, name[0] if name else None])


def _zone(encoder: Encoder, value: zoneinfo.ZoneInfo) -> ExtType:
    exact_zone(value)
    return encoder.ext(_ZONE, value.key)


def _fraction(encoder: Encoder, value: Fraction) -> ExtType:
    if max(value.numerator.bit_length(), value.denominator.bit_length()) > _FRACTION_BITS:
        raise NotData
    return encoder.ext(_FRACTION, [value.numerator, value.denominator])


def _default_dict(encoder: Encoder, value: defaultdict[Any, Any]) -> ExtType:
    factory = value.default_factory
    known = type(factory) is type and factory in _FACTORIES
    return encoder.ext(_DEFAULT, [factory if known else None, dict(value)])


def _type(encoder: Encoder, value: type) -> ExtType:
    name = _TYPE_NAMES.get(value)
    if name is not None:
        return encoder.ext(_TYPE, name)
    if str(value.__module__).partition(".")[0] != "numpy":
        raise NotData
    encoded: ExtType = plugin("arrays").encode_type(encoder, value)
    return encoded


ENCODERS: Final[Mapping[type, Encode]] = {
    int: _int,
    complex: _complex,
    bytearray: lambda _, value: ExtType(_BYTEARRAY, bytes(value)),
    tuple: lambda encoder, value: encoder.ext(_TUPLE, list(value)),
    set: lambda encoder, value: encoder.ext(_SET, list(value)),
    frozenset: lambda encoder, value: encoder.ext(_FROZENSET, list(value)),
    range: _range,
    slice: _slice,
    type(Ellipsis): lambda encoder, _: encoder.ext(_SINGLETON, 0),
    type(NotImplemented): lambda encoder, _: encoder.ext(_SINGLETON, 1),
    dt.datetime: _datetime,
    dt.date: lambda encoder, value: encoder.ext(_DATE, [value.year, value.month, value.day]),
    dt.time: lambda encoder, value: encoder.ext(_TIME, _clock(value)),
    dt.timedelta: lambda encoder, value: encoder.ext(
        _TIMEDELTA, [value.days, value.seconds, value.microseconds]
    ),
    dt.timezone: _timezone,
    zoneinfo.ZoneInfo: _zone,
    Decimal: lambda encoder, value: encoder.ext(_DECIMAL, str(value)),
    Fraction: _fraction,
    UUID: lambda _, value: ExtType(_UUID, value.bytes),
    deque: lambda encoder, value: encoder.ext(_DEQUE, [value.maxlen, list(value)]),
    OrderedDict: lambda encoder, value: encoder.ext(_ORDERED, dict(value)),
    Counter: lambda encoder, value: encoder.ext(_COUNTER, dict(value)),
    defaultdict: _default_dict,
    type: _type,
    ABCMeta: _type,
}


def _to_complex(_: Decoder, payload: bytes) -> complex:
    return complex(*struct.unpack(">dd", payload))


def _hashed(decoder: Decoder, payload: bytes, kind: type[Any]) -> Any:
    items = decoder.items(payload, kind.__name__)
    refuse_collisions(items)
    value = kind(items)
    if len(value) != len(items):
        raise DecodeError(f"{kind.__name__}: an item occurs twice")
    return value


def _to_range(decoder: Decoder, payload: bytes) -> range:
    return range(*decoder.record(payload, "range", int, int, int))


def _to_slice(decoder: Decoder, payload: bytes) -> slice:
    return slice(*decoder.record(payload, "slice", object, object, object))


def _to_singleton(decoder: Decoder, payload: bytes) -> object:
    number = decoder.unpack(payload)
    if type(number) is not int or not 0 <= number < len(_SINGLETONS):
        raise DecodeError("singleton: unknown")
    return _SINGLETONS[number]


def _to_datetime(decoder: Decoder, payload: bytes) -> dt.datetime:
    *fields, fold = decoder.record(payload, "datetime", *[int] * 7, ZONES, int)
    return dt.datetime(*fields, fold=fold)


def _to_time(decoder: Decoder, payload: bytes) -> dt.time:
    *fields, fold = decoder.record(payload, "time", *[int] * 4, ZONES, int)
    return dt.time(*fields, fold=fold)


def _to_timezone(decoder: Decoder, payload: bytes) -> dt.timezone:
    offset, name = decoder.record(payload, "timezone", dt.timedelta, (str, _NONE))
    return dt.timezone(offset) if name is None else dt.timezone(offset, name)


def _to_zone(decoder: Decoder, payload: bytes) -> zoneinfo.ZoneInfo:
    key = decoder.unpack(payload)
    if type(key) is not str or key not in _zone_keys():
        raise DecodeError("time zone: unknown key")
    return zoneinfo.ZoneInfo(key)


def _to_decimal(decoder: Decoder, payload: bytes) -> Decimal:
    text = decoder.unpack(payload)
    if type(text) is not str or not _DECIMAL_TEXT.fullmatch(text):
        raise DecodeError("Decimal: malformed")
    return Decimal(text)


def _to_fraction(decoder: Decoder, payload: bytes) -> Fraction:
    numerator, denominator = decoder.record(payload, "Fraction", int, int)
    bits = max(numerator.bit_length(), denominator.bit_length())
    if denominator < 1 or bits > _FRACTION_BITS:
        raise DecodeError("Fraction: denominator below one, or too many digits")
    decoder.charge((bits // 512) ** 2)
    if math.gcd(numerator, denominator) != 1:
        raise DecodeError("Fraction: not in lowest terms")
    return Fraction(numerator, denominator)


def _to_deque(decoder: Decoder, payload: bytes) -> deque[Any]:
    maxlen, items = decoder.record(payload, "deque", (int, _NONE), list)
    if maxlen is not None and maxlen < len(items):
        raise DecodeError("deque: more items than its maxlen")
    decoder.charge(15)
    return deque(items, maxlen)


def _to_default_dict(decoder: Decoder, payload: bytes) -> defaultdict[Any, Any]:
    factory, items = decoder.record(payload, "defaultdict", (type, _NONE), dict)
    if factory is not None and factory not in _FACTORIES:
        raise DecodeError("defaultdict: unknown factory")
    return defaultdict(factory, items)


def _to_type(decoder: Decoder, payload: bytes) -> type:
    name = decoder.unpack(payload)
    if type(name) is not str or name not in TYPES:
        raise DecodeError("type: unknown name")
    return TYPES[name]


DECODERS: Final[Mapping[int, Decode]] = WIRE_DECODERS | {  # type: ignore[operator]  # both are dicts
    _INT: lambda _, payload: int.from_bytes(payload, "big", signed=True),
    _COMPLEX: _to_complex,
    _BYTEARRAY: lambda _, payload: bytearray(payload),
    _TUPLE: lambda decoder, payload: tuple(decoder.items(payload, "tuple")),
    _SET: lambda decoder, payload: _hashed(decoder, payload, set),
    _FROZENSET: lambda decoder, payload: _hashed(decoder, payload, frozenset),
    _RANGE: _to_range,
    _SLICE: _to_slice,
    _SINGLETON: _to_singleton,
    _DATETIME: _to_datetime,
    _DATE: lambda decoder, payload: dt.date(*decoder.record(payload, "date", int, int, int)),
    _TIME: _to_time,
    _TIMEDELTA: lambda decoder, payload: dt.timedelta(
        *decoder.record(payload, "timedelta", int, int, int)
    ),
    _TIMEZONE: _to_timezone,
    _ZONE: _to_zone,
    _DECIMAL: _to_decimal,
    _FRACTION: _to_fraction,
    _UUID: lambda _, payload: UUID(bytes=payload),
    _DEQUE: _to_deque,
    _ORDERED: lambda decoder, payload: OrderedDict(decoder.mapping(payload, "OrderedDict")),
    _COUNTER: lambda decoder, payload: Counter(decoder.mapping(payload, "Counter")),
    _DEFAULT: _to_default_dict,
    _TYPE: _to_type,
}
