"""pandas' extension arrays, their dtypes, and the offsets that serve as frequencies."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final, cast

import numpy as np
import pandas as pd
from msgpack import ExtType

from sandbox.wire.builtin import ZONES, exact_zone
from sandbox.wire.errors import DecodeError
from sandbox.wire.offsets import offset_of, offset_spec
from sandbox.wire.packing import Encode, Encoder, NotData
from sandbox.wire.unpacking import Decode, Decoder

_ARRAY, _DTYPE = 48, 49

UNITS: Final = ("s", "ms", "us", "ns")
_COST: Final = 100
_CLOSED: Final = ("left", "right", "both", "neither")
_MASKED: Final = {
    kind.__name__: kind
    for kind in (pd.arrays.IntegerArray, pd.arrays.FloatingArray, pd.arrays.BooleanArray)
}
_MASKED_DTYPES: Final = {
    dtype.name: dtype
    for dtype in (
        pd.Int8Dtype(), pd.Int16Dtype(), pd.Int32Dtype(), pd.Int64Dtype(), pd.UInt8Dtype(),
        pd.UInt16Dtype(), pd.UInt32Dtype(), pd.UInt64Dtype(), pd.Float32Dtype(),
        pd.Float64Dtype(), pd.BooleanDtype(),
    )
}  # fmt: skip
_PLAIN_INDEX: Final = (
    pd.Index, pd.RangeIndex, pd.DatetimeIndex, pd.TimedeltaIndex, pd.PeriodIndex, pd.IntervalIndex,
    pd.CategoricalIndex, pd.MultiIndex,
)  # fmt: skip
ARRAY_TYPES: Final = (
    *_MASKED.values(), pd.arrays.StringArray, pd.Categorical, pd.arrays.DatetimeArray,
    pd.arrays.TimedeltaArray, pd.arrays.PeriodArray, pd.arrays.IntervalArray,
)  # fmt: skip


def values_of(column: Any) -> Any:
    """Return what a Series or Index holds: an ndarray for NumPy's dtypes, else pandas' array."""
    return column.to_numpy() if isinstance(column.dtype, np.dtype) else column.array


def refuse_unit(dtype: Any) -> None:
    """Raise DecodeError for a time dtype that pandas would convert."""
    if dtype.kind in "mM" and np.datetime_data(dtype) not in [(unit, 1) for unit in UNITS]:
        raise DecodeError(f"pandas holds no {dtype}")


def in_zone(value: Any, zone: Any) -> Any:
    """Return a Timestamp or DatetimeIndex of UTC, seen from a time zone."""
    return value.tz_localize("UTC").tz_convert(zone)


def _encode_datetimes(encoder: Encoder, array: Any) -> ExtType:
    zone = exact_zone(array.tz)
    return encoder.ext(_ARRAY, ["M", np.asarray(array.asi8).view(f"M8[{array.unit}]"), zone])


def _encode_timedeltas(encoder: Encoder, array: Any) -> ExtType:
    return encoder.ext(_ARRAY, ["m", array.to_numpy()])


def _encode_periods(encoder: Encoder, array: Any) -> ExtType:
    return encoder.ext(_ARRAY, ["P", array.asi8, offset_spec(array.freq)])


def _encode_intervals(encoder: Encoder, array: Any) -> ExtType:
    ends = [values_of(array.left), values_of(array.right)]
    return encoder.ext(_ARRAY, ["I", *ends, array.closed])


def _encode_categories(encoder: Encoder, array: Any) -> ExtType:
    return encoder.ext(_ARRAY, ["C", np.asarray(array.codes), array.categories, array.ordered])


def _encode_masked(encoder: Encoder, array: Any) -> ExtType:
    # Private names, unchanged since pandas 1.0: the public ones fill what is masked.
    return encoder.ext(_ARRAY, [type(array).__name__, array._data, array._mask])


def _encode_strings(encoder: Encoder, array: Any) -> ExtType:
    kind = _string_kind(array.dtype)
    items = array.to_numpy(dtype=object, na_value=None).tolist()
    return encoder.ext(_ARRAY, ["S", items, kind])


def _string_kind(dtype: Any) -> bool:
    """Tell whether missing is NA (else nan); only strings held by Python cross."""
    if dtype.storage != "python":
        raise NotData
    return dtype.na_value is pd.NA


def _one_dimensional(encode: Encode) -> Encode:
    def checked(encoder: Encoder, array: Any) -> ExtType:
        if array.ndim != 1:
            raise NotData
        return encode(encoder, array)

    return checked


def _decode_array(decoder: Decoder, payload: bytes) -> Any:
    fields = decoder.items(payload, "extension array")
    decoder.charge(_COST)
    if not fields or type(fields[0]) is not str:
        raise DecodeError("extension array: no kind")
    decode = _BY_KIND.get(fields[0])
    if decode is None:
        raise DecodeError("extension array: unknown kind")
    kinds, build = decode
    if len(fields) != len(kinds) + 1 or not all(
        type(field) in kind for field, kind in zip(fields[1:], kinds, strict=True)
    ):
        raise DecodeError(f"extension array {fields[0]}: malformed")
    array = build(*fields[1:])
    if type(array) not in ARRAY_TYPES or array.ndim != 1:
        raise DecodeError(f"extension array {fields[0]}: malformed")
    return array


def _datetimes(values: Any, zone: Any) -> Any:
    _refuse_kind(values, "M")
    index = pd.DatetimeIndex(values)
    return (index if zone is None else in_zone(index, zone)).array


def _timedeltas(values: Any) -> Any:
    _refuse_kind(values, "m")
    return pd.TimedeltaIndex(values).array


def _periods(ordinals: Any, freq: list[Any]) -> Any:
    if ordinals.dtype != np.dtype("int64") or ordinals.ndim != 1:
        raise DecodeError("period array: malformed ordinals")
    return pd.arrays.PeriodArray(ordinals, dtype=pd.PeriodDtype(offset_of(freq)))


def _intervals(left: Any, right: Any, closed: Any) -> Any:
    if closed not in _CLOSED or left.dtype != right.dtype or left.ndim != 1:
        raise DecodeError("interval array: malformed")
    array = pd.arrays.IntervalArray.from_arrays(left, right, closed)
    if array.dtype.subtype != left.dtype:
        raise DecodeError(f"interval array: holds no {left.dtype}")
    return array


def _categories(codes: Any, categories: Any, ordered: bool) -> Any:
    if codes.dtype.kind != "i" or codes.ndim != 1:
        raise DecodeError("categorical: malformed codes")
    return pd.Categorical.from_codes(codes, dtype=pd.CategoricalDtype(categories, ordered))


def _masked(name: str) -> Any:
    def build(data: Any, mask: Any) -> Any:
        if data.ndim != 1 or data.shape != mask.shape or mask.dtype != np.dtype(bool):
            raise DecodeError(f"{name}: malformed mask")
        return _MASKED[name](data, mask)

    return build


def _strings(items: list[Any], missing_is_na: bool) -> Any:
    if not set(map(type, items)) <= {str, type(None)}:
        raise DecodeError("string array: something else in it")
    dtype: Any = _string_dtype(missing_is_na)
    return pd.array(np.fromiter(items, object, len(items)), dtype=dtype)


def _string_dtype(missing_is_na: bool) -> Any:
    return pd.StringDtype("python", na_value=pd.NA if missing_is_na else np.nan)


def _refuse_kind(values: Any, kind: str) -> None:
    if values.dtype.kind != kind or values.ndim != 1:
        raise DecodeError("extension array: values of another kind")
    refuse_unit(values.dtype)


_ND: Final = (np.ndarray,)
_ENDS: Final = (np.ndarray, pd.arrays.DatetimeArray, pd.arrays.TimedeltaArray)
_BY_KIND: Final[Mapping[str, tuple[tuple[tuple[type, ...], ...], Any]]] = {
    "M": ((_ND, ZONES), _datetimes),
    "m": ((_ND,), _timedeltas),
    "P": ((_ND, (list,)), _periods),
    "I": ((_ENDS, _ENDS, (str,)), _intervals),
    "C": ((_ND, _PLAIN_INDEX[:-1], (bool,)), _categories),
    "S": (((list,), (bool,)), _strings),
    **{name: ((_ND, _ND), _masked(name)) for name in _MASKED},
}


def _encode_dtype(encoder: Encoder, dtype: Any) -> ExtType:
    return encoder.ext(_DTYPE, _dtype_fields(dtype))


def _dtype_fields(dtype: Any) -> list[Any]:
    kind = type(dtype)
    if kind is pd.StringDtype:
        return ["str", _string_kind(dtype)]
    if kind is pd.CategoricalDtype:
        return ["category", dtype.categories, dtype.ordered]
    if kind is pd.DatetimeTZDtype:
        return ["datetime", dtype.unit, exact_zone(dtype.tz)]
    if kind is pd.PeriodDtype:
        return ["period", offset_spec(dtype.freq)]
    if kind is pd.IntervalDtype:
        return ["interval", dtype.subtype, dtype.closed]
    return [dtype.name]


def _decode_dtype(decoder: Decoder, payload: bytes) -> Any:
    decoder.charge(_COST)
    fields = decoder.items(payload, "extension dtype")
    if fields and type(fields[0]) is str:
        build = _DTYPES.get(fields[0])
        if build is not None:
            return build(*fields[1:])
        if fields[0] in _MASKED_DTYPES and len(fields) == 1:
            return _MASKED_DTYPES[fields[0]]
    raise DecodeError("extension dtype: malformed")


def _category_dtype(categories: Any, ordered: Any) -> Any:
    if type(categories) not in (*_PLAIN_INDEX[:-1], type(None)) or type(ordered) not in _FLAG:
        raise DecodeError("category dtype: malformed")
    return pd.CategoricalDtype(categories, ordered)


def _datetime_dtype(unit: Any, zone: Any) -> Any:
    if type(unit) is not str or unit not in UNITS or type(zone) not in ZONES[1:]:
        raise DecodeError("datetime dtype: malformed")
    return pd.DatetimeTZDtype(cast(Any, unit), zone)


def _interval_dtype(subtype: Any, closed: Any) -> Any:
    known = subtype is None or type(subtype) is pd.DatetimeTZDtype or isinstance(subtype, np.dtype)
    if not known or type(closed) not in (str, type(None)) or closed not in (*_CLOSED, None):
        raise DecodeError("interval dtype: malformed")
    return pd.IntervalDtype(subtype, closed)


_FLAG: Final = (bool, type(None))
_DTYPES: Final[Mapping[str, Any]] = {
    "str": lambda missing_is_na: _string_dtype(missing_is_na is True),
    "category": _category_dtype,
    "datetime": _datetime_dtype,
    "period": lambda freq: pd.PeriodDtype(offset_of(freq)),
    "interval": _interval_dtype,
}
_DTYPE_TYPES: Final = (
    *map(type, _MASKED_DTYPES.values()), pd.StringDtype, pd.CategoricalDtype, pd.DatetimeTZDtype,
    pd.PeriodDtype, pd.IntervalDtype,
)  # fmt: skip
ARRAY_ENCODERS: Final[Mapping[type, Encode]] = {
    pd.arrays.DatetimeArray: _one_dimensional(_encode_datetimes),
    pd.arrays.TimedeltaArray: _one_dimensional(_encode_timedeltas),
    pd.arrays.PeriodArray: _one_dimensional(_encode_periods),
    pd.arrays.IntervalArray: _encode_intervals,
    pd.Categorical: _one_dimensional(_encode_categories),
    pd.arrays.StringArray: _one_dimensional(_encode_strings),
    **dict.fromkeys(_MASKED.values(), _one_dimensional(_encode_masked)),
    **dict.fromkeys(_DTYPE_TYPES, _encode_dtype),
}
ARRAY_DECODERS: Final[Mapping[int, Decode]] = {_ARRAY: _decode_array, _DTYPE: _decode_dtype}
