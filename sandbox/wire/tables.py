"""pandas' tables, indexes, extension arrays and scalars. Imported only where pandas is in use.

A frame crosses column by column, the columns of one dtype side by side: how its blocks happen to
be laid out does not show, since reading a frame may rearrange them.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

import numpy as np
import pandas as pd
from msgpack import ExtType
from pandas.api.internals import (  # type: ignore[import-not-found]  # not in pandas-stubs
    create_dataframe_from_blocks,
)

from sandbox.wire.arrays import MAX_EMPTY, dtype_of, filled, raw, spec_of
from sandbox.wire.errors import DecodeError
from sandbox.wire.offsets import offset_of, offset_spec
from sandbox.wire.packing import Encode, Encoder, NotData
from sandbox.wire.tablearrays import (
    ARRAY_DECODERS,
    ARRAY_ENCODERS,
    ARRAY_TYPES,
    refuse_unit,
    values_of,
)
from sandbox.wire.tablescalars import SCALAR_DECODERS, SCALAR_ENCODERS, SCALARS
from sandbox.wire.unpacking import Decode, Decoder

__all__ = ["DECODERS", "ENCODERS", "SCALARS"]

_INDEX, _RANGE_INDEX, _MULTI_INDEX, _SERIES, _FRAME = range(50, 55)

_COST: Final = 150
_SLOW_FREQUENCY: Final = 4  # units per item to check one that is not a fixed span
_COLUMN_KINDS: Final = "biufcmM"
_INT64: Final = 2**63

_TIMED: Final = (pd.DatetimeIndex, pd.TimedeltaIndex)
_KINDS: Final = {
    kind.__name__: kind
    for kind in (pd.Index, *_TIMED, pd.PeriodIndex, pd.IntervalIndex, pd.CategoricalIndex)
}
_INDEXES: Final = (*_KINDS.values(), pd.RangeIndex, pd.MultiIndex)


def _encode_index(encoder: Encoder, index: Any) -> ExtType:
    freq = offset_spec(index.freq) if type(index) in _TIMED else None
    fields = [type(index).__name__, values_of(index), freq, index.name]
    return encoder.ext(_INDEX, fields)


def _decode_index(decoder: Decoder, payload: bytes) -> Any:
    decoder.charge(_COST)
    name, values, freq, label = decoder.record(
        payload, "index", str, (np.ndarray, *ARRAY_TYPES), (list, type(None)), object
    )
    kind = _KINDS.get(name)
    if kind is None or values.ndim != 1:
        raise DecodeError("index: unknown kind, or values that are not one-dimensional")
    if kind is pd.Index:
        index = pd.Index(values, dtype=values.dtype, name=label, copy=False, tupleize_cols=False)
    else:
        index = kind(values, name=label)
    if freq is not None:
        index = _with_frequency(decoder, index, freq)
    if type(index) is not kind or index.dtype != values.dtype or len(index) != len(values):
        raise DecodeError(f"index: a {kind.__name__} does not hold {values.dtype}")
    return index


def _with_frequency(decoder: Decoder, index: Any, spec: list[Any]) -> Any:
    if type(index) not in _TIMED:
        raise DecodeError("index: a frequency where none belongs")
    freq = offset_of(spec)
    if not isinstance(freq, pd.offsets.Tick | pd.offsets.Day):
        decoder.charge(_SLOW_FREQUENCY * len(index))
    index.freq = freq  # pandas checks it against the values
    return index


def _decode_range_index(decoder: Decoder, payload: bytes) -> Any:
    start, stop, step, name = decoder.record(payload, "RangeIndex", int, int, int, object)
    decoder.charge(_COST)
    if any(abs(bound) >= _INT64 for bound in (start, stop, step)) or step == 0:
        raise DecodeError("RangeIndex: out of bounds")
    steps = range(start, stop, step)
    if not _is_short(steps):
        raise DecodeError("RangeIndex: endless")
    decoder.charge(len(steps) // 100)  # some uses of it take a pass over all of it
    return pd.RangeIndex(steps, name=name)


def _is_short(steps: range) -> bool:
    return abs(steps.stop - steps.start) // abs(steps.step) <= MAX_EMPTY


def _encode_range_index(encoder: Encoder, index: Any) -> ExtType:
    if not _is_short(range(index.start, index.stop, index.step)):
        raise NotData
    return encoder.ext(_RANGE_INDEX, [index.start, index.stop, index.step, index.name])


def _encode_multi_index(encoder: Encoder, index: Any) -> ExtType:
    levels = [level.rename(None) for level in index.levels]
    codes = [np.asarray(part) for part in index.codes]
    return encoder.ext(_MULTI_INDEX, [levels, codes, list(index.names)])


def _decode_multi_index(decoder: Decoder, payload: bytes) -> Any:
    levels, codes, names = decoder.record(payload, "MultiIndex", list, list, list)
    if not len(levels) == len(codes) == len(names) or not levels:
        raise DecodeError("MultiIndex: levels, codes and names differ in number")
    decoder.charge(_COST * len(levels))
    if any(type(level) not in _INDEXES[:-1] for level in levels):
        raise DecodeError("MultiIndex: a level that is no index")
    if any(type(part) is not np.ndarray or part.dtype.kind != "i" or part.ndim != 1
           for part in codes):  # fmt: skip
        raise DecodeError("MultiIndex: codes that are no integers")
    return pd.MultiIndex(levels, codes, names=names, verify_integrity=True)


def _encode_series(encoder: Encoder, series: Any) -> ExtType:
    fields = [values_of(series), series.index, series.name, dict(series.attrs)]
    return encoder.ext(_SERIES, fields)


def _decode_series(decoder: Decoder, payload: bytes) -> Any:
    decoder.charge(_COST)
    values, index, name, attrs = decoder.record(
        payload, "Series", (np.ndarray, *ARRAY_TYPES), _INDEXES, object, dict
    )
    if values.ndim != 1 or len(values) != len(index):
        raise DecodeError("Series: values and index differ in length")
    if type(values) is np.ndarray:
        values.flags.writeable = True  # pandas guards what it shows of a series, not what it holds
    series = pd.Series(values, index=index, name=name, dtype=values.dtype, copy=False)
    if series.dtype != values.dtype:
        raise DecodeError(f"Series: cannot hold {values.dtype}")
    if attrs:
        series.attrs = attrs
    return series


def _encode_frame(encoder: Encoder, frame: Any) -> ExtType:
    groups: dict[Any, tuple[list[int], list[Any]]] = {}
    others = []
    for position, (_, column) in enumerate(frame.items()):
        values = values_of(column)
        if type(values) is np.ndarray and values.dtype.kind in _COLUMN_KINDS:
            positions, arrays = groups.setdefault(spec_of(values.dtype), ([], []))
            positions.append(position)
            arrays.append(values)
        else:
            others.append([position, values])
    blocks = [[spec, positions] for spec, (positions, _) in groups.items()]
    fields = [frame.index, frame.columns, blocks, others, dict(frame.attrs)]
    encoded = encoder.ext(_FRAME, fields)
    for _, arrays in groups.values():
        for array in arrays:
            encoder.attach(raw(array))
    return encoded


def _decode_frame(decoder: Decoder, payload: bytes) -> Any:
    decoder.charge(_COST)
    index, columns, blocks, others, attrs = decoder.record(
        payload, "DataFrame", _INDEXES, _INDEXES, list, list, dict
    )
    parts = [_block(decoder, entry, len(index)) for entry in blocks]
    parts += [_column(entry, len(index)) for entry in others]
    placed = [position for _, positions in parts for position in positions]
    if any(type(position) is not int for position in placed) or sorted(placed) != [
        *range(len(columns))
    ]:
        raise DecodeError("DataFrame: its columns are not each there once")
    decoder.charge(5 * len(parts))
    placements = [(values, np.array(positions, np.intp)) for values, positions in parts]
    frame = create_dataframe_from_blocks(placements, index, columns)
    if attrs:
        frame.attrs = attrs
    return frame


def _pair(entry: object, second: type | tuple[type, ...]) -> Any:
    kinds = second if isinstance(second, tuple) else (second,)
    if type(entry) is not list or len(entry) != 2 or type(entry[1]) not in kinds:
        raise DecodeError("DataFrame: malformed columns")
    return entry


def _block(decoder: Decoder, entry: object, rows: int) -> tuple[Any, list[Any]]:
    spec, positions = _pair(entry, list)
    dtype = dtype_of(spec)
    if dtype.kind not in _COLUMN_KINDS or not positions:
        raise DecodeError(f"DataFrame: no columns of {dtype}")
    refuse_unit(dtype)
    values: Any = filled(decoder, dtype, (len(positions), rows))
    return values, positions


def _column(entry: object, rows: int) -> tuple[Any, list[Any]]:
    position, values = _pair(entry, (np.ndarray, *ARRAY_TYPES))
    if values.ndim != 1 or len(values) != rows:
        raise DecodeError("DataFrame: a column and the index differ in length")
    if type(values) is np.ndarray:
        if values.dtype.char != "O":
            raise DecodeError("DataFrame: a column outside its block")
        values = values.reshape(1, rows)
    return values, [position]


ENCODERS: Final[Mapping[type, Encode]] = {
    **ARRAY_ENCODERS,
    **SCALAR_ENCODERS,
    **dict.fromkeys(_KINDS.values(), _encode_index),
    pd.RangeIndex: _encode_range_index,
    pd.MultiIndex: _encode_multi_index,
    pd.Series: _encode_series,
    pd.DataFrame: _encode_frame,
}
DECODERS: Final[Mapping[int, Decode]] = {
    **ARRAY_DECODERS,
    **SCALAR_DECODERS,
    _INDEX: _decode_index,
    _RANGE_INDEX: _decode_range_index,
    _MULTI_INDEX: _decode_multi_index,
    _SERIES: _decode_series,
    _FRAME: _decode_frame,
}
