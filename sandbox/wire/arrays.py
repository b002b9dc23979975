"""NumPy's arrays, scalars and dtypes. Imported only where NumPy is in use."""

from __future__ import annotations

import math
import re
import sys
from collections.abc import Mapping
from functools import lru_cache
from typing import Any, Final, Literal

import numpy as np
from msgpack import ExtType

from sandbox.wire.errors import DecodeError
from sandbox.wire.packing import Encode, Encoder, NotData
from sandbox.wire.unpacking import Decode, Decoder

Array = np.ndarray[Any, Any]
DType = np.dtype[Any]

_ARRAY, _OBJECTS, _SCALAR, _TEXT, _DTYPE, _TYPE = range(32, 38)

MAX_EMPTY: Final = 10_000_000  # length along an axis that no byte stands for
_MAX_AXES: Final = 32
_SPEC: Final = re.compile(
    r"(?P<order>[<>|])(?P<char>[?bBhHiIlLqQefdgFDGSUmM])(?P<size>\d{1,9})"
    r"(?:\[(?P<count>[1-9]\d{0,8})(?P<unit>Y|M|W|D|h|m|s|ms|us|ns|ps|fs|as|generic)\])?",
    re.ASCII,
)
_NUMERIC: Final = {char: np.dtype(char) for char in "?bBhHiIlLqQefdgFDG"}
_READ_ONLY: Final = "R"
_NATIVE: Final = "<" if sys.byteorder == "little" else ">"
_X87: Final = np.finfo(np.longdouble).nmant == 63 and np.dtype("g").itemsize == 16

SCALARS: Final = frozenset(
    {dtype.type for dtype in _NUMERIC.values()}
    | {np.datetime64, np.timedelta64, np.str_, np.bytes_}
)
_ABSTRACT: Final = (
    np.generic, np.number, np.integer, np.signedinteger, np.unsignedinteger, np.inexact,
    np.floating, np.complexfloating, np.flexible, np.character, np.object_, np.void, np.ndarray,
)  # fmt: skip
_TYPES: Final[Mapping[str, type]] = {kind.__name__: kind for kind in (*_ABSTRACT, *SCALARS)}
_TYPE_NAMES: Final = {kind: name for name, kind in _TYPES.items()}


def spec_of(dtype: DType) -> Any:
    """Return the text (a list for a packed structure) that stands for a dtype, or raise NotData."""
    if dtype.names is not None:
        return _structure(dtype)
    order = _NATIVE if dtype.byteorder == "=" else dtype.byteorder
    text = f"{order}{dtype.char}{dtype.itemsize}"
    if dtype.kind in "mM":
        unit, count = np.datetime_data(dtype)
        text += f"[{count}{unit}]"
    if not _SPEC.fullmatch(text):
        raise NotData
    return text


def _structure(dtype: DType) -> list[Any]:
    """Only fields side by side: the bytes between others are not the same twice."""
    fields: list[Any] = []
    end = 0
    kinds: Mapping[str, Any] = dtype.fields or {}
    if dtype.type is not np.void or dtype.isalignedstruct:
        raise NotData
    for name in dtype.names or ():
        kind, offset, *title = kinds[name]
        if title or offset != end or kind.subdtype is not None:
            raise NotData
        fields.append([name, spec_of(kind)])
        end += kind.itemsize
    if end != dtype.itemsize or not fields:
        raise NotData
    return fields


def dtype_of(spec: object) -> DType:
    """Return the dtype that a text or list stands for; raises DecodeError."""
    if type(spec) is str:
        return _simple(spec)
    if type(spec) is not list or not all(_is_field(field) for field in spec):
        raise DecodeError("dtype: malformed")
    return np.dtype([(name, dtype_of(kind)) for name, kind in spec])


def _is_field(field: object) -> bool:
    return type(field) is list and len(field) == 2 and type(field[0]) is str and field[0] != ""


@lru_cache(256)
def _simple(spec: str) -> DType:
    match = _SPEC.fullmatch(spec)
    if match is None:
        raise DecodeError("dtype: malformed")
    order, char, size = match["order"], match["char"], int(match["size"])
    if (match["unit"] is not None) != (char in "mM"):
        raise DecodeError("dtype: a unit where none belongs, or none")
    if char in _NUMERIC:
        dtype = _NUMERIC[char]
        dtype = dtype if order in ("|", _NATIVE) else dtype.newbyteorder("S")
    elif char in "mM":
        unit = "" if match["unit"] == "generic" else f"[{match['count']}{match['unit']}]"
        dtype = np.dtype(f"{order}{char}8{unit}")
    else:
        dtype = np.dtype(f"{order}{char}{size // 4 if char == 'U' else size}")
    if dtype.itemsize != size or spec_of(dtype) != spec:
        raise DecodeError("dtype: its size or byte order is not one of this platform")
    return dtype


def raw(array: Array) -> memoryview:
    """Return the bytes of an array, in its own order where it is contiguous: no copy then."""
    if not array.flags.c_contiguous and not array.flags.f_contiguous:
        array = np.ascontiguousarray(array)
    flat = array.reshape(-1, order="A").view(np.uint8)
    if _X87 and array.dtype.char in "gG":
        flat = flat.copy()
        flat.reshape(-1, 16)[:, 10:] = 0  # padding, not the same twice
    return flat.data


def filled(decoder: Decoder, dtype: DType, shape: tuple[int, ...], order: Any = "C") -> Array:
    """Return a new array over the next bytes of the encoding; raises DecodeError."""
    if dtype.itemsize == 0 or dtype.hasobject:
        raise DecodeError(f"array: no bytes can stand for {dtype}")
    size = math.prod(shape)
    buffer = decoder.take(size * dtype.itemsize)
    array: Array = np.empty(shape, dtype, order)
    if size:
        array.reshape(-1, order="A").view(np.uint8)[:] = np.frombuffer(buffer, np.uint8)
        _check(array)
    return array


def _check(array: Array) -> None:
    """Refuse bytes that no item of the dtype has: they behave unlike any honest value."""
    if array.dtype.names is not None:
        for name in array.dtype.names:
            _check(array[name])
    elif array.dtype.kind == "b":
        if array.view(np.uint8).max() > 1:
            raise DecodeError("array: a bool that is neither true nor false")
    elif array.dtype.kind == "U":
        order = array.dtype.byteorder.replace("=", _NATIVE)
        codes = np.ascontiguousarray(array).reshape(-1).view(f"{order}u4")
        if codes.max() > sys.maxunicode:
            raise DecodeError("array: a character outside Unicode")


def _encode_array(encoder: Encoder, array: Array) -> ExtType:
    in_order: Literal["C", "F"] = "C"
    if array.flags.f_contiguous and not array.flags.c_contiguous:
        in_order = "F"
    layout = in_order if array.flags.writeable else f"{in_order}{_READ_ONLY}"
    shape = list(array.shape)
    if array.ndim > _MAX_AXES or (array.size == 0 and max(shape) > MAX_EMPTY):
        raise NotData
    if array.dtype.char == "O":
        return encoder.ext(_OBJECTS, [shape, layout, array.ravel(order=in_order).tolist()])
    spec = spec_of(array.dtype)
    if array.dtype.itemsize == 0:
        raise NotData
    encoder.attach(raw(array))
    return encoder.ext(_ARRAY, [spec, shape, layout])


def _shape(shape: list[Any]) -> tuple[int, ...]:
    if len(shape) > _MAX_AXES or any(type(axis) is not int or axis < 0 for axis in shape):
        raise DecodeError("array: malformed shape")
    if 0 in shape and max(shape) > MAX_EMPTY:
        raise DecodeError("array: empty, yet endless along one axis")
    return tuple(shape)


def _order(layout: str) -> Any:
    order = layout.removesuffix(_READ_ONLY)
    if order not in ("C", "F"):
        raise DecodeError("array: unknown order")
    return order


def _protected(array: Array, layout: str) -> Array:
    array.flags.writeable = not layout.endswith(_READ_ONLY)
    return array


def _decode_array(decoder: Decoder, payload: bytes) -> Array:
    spec, shape, layout = decoder.record(payload, "array", (str, list), list, str)
    decoder.charge(5)
    array = filled(decoder, dtype_of(spec), _shape(shape), _order(layout))
    return _protected(array, layout)


def _decode_objects(decoder: Decoder, payload: bytes) -> Array:
    shape, layout, items = decoder.record(payload, "object array", list, str, list)
    decoder.charge(5)
    axes = _shape(shape)
    if math.prod(axes) != len(items):
        raise DecodeError("object array: its shape does not fit its items")
    array: Array = np.empty(axes, object, _order(layout))
    array.reshape(-1, order="A")[:] = np.fromiter(items, object, len(items))
    return _protected(array, layout)


def _encode_scalar(encoder: Encoder, value: Any) -> ExtType:
    array = np.asarray(value)
    return encoder.ext(_SCALAR, [spec_of(value.dtype), bytes(raw(array))])


def _decode_scalar(decoder: Decoder, payload: bytes) -> Any:
    spec, data = decoder.record(payload, "scalar", (str, list), bytes)
    dtype = dtype_of(spec)
    if dtype.kind in "SU" or dtype.itemsize != len(data) or not data:
        raise DecodeError("scalar: its bytes do not fit its dtype")
    array: Array = np.frombuffer(data, dtype).copy()
    _check(array)
    return array[0]


def _encode_text(encoder: Encoder, value: Any) -> ExtType:
    return encoder.ext(_TEXT, str.__str__(value) if type(value) is np.str_ else bytes(value))


def _decode_text(decoder: Decoder, payload: bytes) -> Any:
    text = decoder.unpack(payload)
    if type(text) not in (str, bytes):
        raise DecodeError("string scalar: neither text nor bytes")
    return np.str_(text) if type(text) is str else np.bytes_(text)


def _encode_dtype(encoder: Encoder, dtype: DType) -> ExtType:
    return encoder.ext(_DTYPE, "O" if dtype.char == "O" else spec_of(dtype))


def _decode_dtype(decoder: Decoder, payload: bytes) -> DType:
    decoder.charge(5)
    spec = decoder.unpack(payload)
    return np.dtype(object) if type(spec) is str and spec == "O" else dtype_of(spec)


def encode_type(encoder: Encoder, kind: type) -> ExtType:
    """Encode a scalar type of NumPy's, or raise NotData."""
    if kind not in _TYPE_NAMES:
        raise NotData
    return encoder.ext(_TYPE, _TYPE_NAMES[kind])


def _decode_type(decoder: Decoder, payload: bytes) -> type:
    name = decoder.unpack(payload)
    if type(name) is not str or name not in _TYPES:
        raise DecodeError("NumPy type: unknown name")
    return _TYPES[name]


ENCODERS: Final[Mapping[type, Encode]] = {
    np.ndarray: _encode_array,
    **dict.fromkeys(SCALARS | {np.void}, _encode_scalar),
    np.str_: _encode_text,
    np.bytes_: _encode_text,
    **{type(np.dtype(char)): _encode_dtype for char in (*_NUMERIC, *"SUmMVO")},
}
DECODERS: Final[Mapping[int, Decode]] = {
    _ARRAY: _decode_array,
    _OBJECTS: _decode_objects,
    _SCALAR: _decode_scalar,
    _TEXT: _decode_text,
    _DTYPE: _decode_dtype,
    _TYPE: _decode_type,
}
