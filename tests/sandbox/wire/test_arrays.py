"""NumPy's values: exact both ways, and no harm from any bytes."""

from __future__ import annotations

from contextlib import suppress
from typing import Any

import msgpack
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp

from sandbox.wire.values import Codec, DecodeError, Unencodable, is_scalar

CODEC = Codec()
ARRAY, OBJECTS, SCALAR, TEXT, DTYPE, TYPE = range(32, 38)


def crossed(value: Any) -> Any:
    """Return a value that crossed, and whose own encoding is the same."""
    data = CODEC.encode(value)
    got = CODEC.decode(data)
    assert type(got) is type(value)
    assert CODEC.encode(got) == data
    return got


def ext(code: int, payload: object, buffers: bytes = b"") -> bytes:
    """Return an extension as an attacker would write it, with the bytes of its arrays."""
    body = msgpack.packb(msgpack.ExtType(code, msgpack.packb(payload)))
    return b"\xc1" + len(body).to_bytes(4, "big") + body + buffers


DTYPES = (
    hnp.boolean_dtypes()
    | hnp.integer_dtypes(endianness="?")
    | hnp.unsigned_integer_dtypes(endianness="?")
    | hnp.floating_dtypes(endianness="?", sizes=(16, 32, 64))
    | hnp.complex_number_dtypes(endianness="?")
    | hnp.datetime64_dtypes(endianness="?")
    | hnp.timedelta64_dtypes(endianness="?")
    | hnp.byte_string_dtypes(max_len=9)
    | hnp.unicode_string_dtypes(endianness="?", max_len=9)
)


@settings(deadline=None)
@given(st.data())
def test_every_array_comes_back_exactly(data: st.DataObject) -> None:
    dtype = data.draw(DTYPES)
    array = data.draw(hnp.arrays(dtype, hnp.array_shapes(min_dims=0, min_side=0, max_side=4)))
    array = np.asarray(array, order=data.draw(st.sampled_from("CF")))
    got = crossed(array)
    assert got.dtype == dtype
    assert got.dtype.byteorder == dtype.byteorder
    assert got.shape == array.shape
    assert got.tobytes() == array.tobytes()
    assert got.flags.f_contiguous == array.flags.f_contiguous
    assert got.flags.writeable
    assert got.flags.owndata


@settings(deadline=None)
@given(hnp.scalar_dtypes().filter(lambda dtype: dtype.itemsize > 0), st.data())
def test_every_scalar_comes_back_exactly(dtype: Any, data: st.DataObject) -> None:
    value = data.draw(hnp.arrays(dtype.newbyteorder("="), ()))[()]
    got = crossed(value)
    assert got.dtype == value.dtype
    assert repr(got) == repr(value)


@pytest.mark.parametrize("char", "?bBhHiIlLqQefdgFDG")
def test_scalars_types_and_dtypes_of_every_number(char: str) -> None:
    dtype = np.dtype(char)
    assert crossed(dtype.type(1)) == 1
    assert crossed(dtype).char == char
    assert crossed(dtype.newbyteorder(">")) == dtype.newbyteorder(">")
    assert crossed(dtype.type) is dtype.type
    assert crossed(np.ones(3, char)).dtype.char == char
    assert is_scalar(dtype.type(1))


@pytest.mark.parametrize(
    "value",
    [
        np.str_("a\0\ud800"),
        np.bytes_(b"a\0"),
        np.datetime64("NaT"),
        np.timedelta64(5, "25us"),
        np.float64("-0.0"),
        np.longdouble(1) / 3,
        np.dtype("M8[ns]"),
        np.dtype("U"),
        np.dtype("O"),
        np.dtype([("a", "i4"), ("b", "U3")]),
        np.integer,
        np.ndarray,
    ],
    ids=repr,
)
def test_other_scalars_and_dtypes(value: Any) -> None:
    assert repr(crossed(value)) == repr(value)


def test_a_view_and_an_array_of_no_axis() -> None:
    view = np.arange(12).reshape(3, 4)[::2, ::-1]
    assert np.array_equal(crossed(view), view)
    assert crossed(np.array(5)).shape == ()
    assert crossed(np.zeros((0, 3), "f4")).shape == (0, 3)


def test_object_arrays_item_by_item() -> None:
    items = np.empty((2, 2), object, "F")
    items[:] = [[[1, 2], None], [(1,), np.float32(2)]]
    got = crossed(items)
    assert got.tolist() == items.tolist()
    assert type(got[1, 1]) is np.float32
    assert got.flags.f_contiguous
    assert crossed(np.array([[1], [2, 3]], object)).tolist() == [[1], [2, 3]]
    assert crossed(np.array(None)).shape == ()


def test_structured_arrays_and_scalars() -> None:
    array = np.array([(1, "a", True)] * 3, [("x", ">i2"), ("y", "U2"), ("z", "?")])
    got = crossed(array)
    assert got.dtype == array.dtype
    assert (got == array).all()
    assert crossed(array[0]).tolist() == (1, "a", True)


def test_the_padding_of_long_doubles_does_not_show() -> None:
    one, other = np.full(4, 255, "u1"), np.full(4, 1, "u1")
    arrays = [np.frombuffer(np.tile(fill, 8).tobytes(), "g").copy() for fill in (one, other)]
    for array in arrays:
        array[:] = np.longdouble(1) / 3
    assert CODEC.encode(arrays[0]) == CODEC.encode(arrays[1])


def test_many_arrays_in_one_value() -> None:
    value = {
        "a": [np.arange(3), (np.ones(2), np.array([{1: np.zeros(1)}], object))],
        "b": np.eye(2),
    }
    got = crossed(value)
    assert got["a"][0].tolist() == [0, 1, 2]
    assert got["a"][1][1][0][1].tolist() == [0]
    assert got["b"].tolist() == [[1, 0], [0, 1]]


class Sub(np.ndarray):
    pass


@pytest.mark.parametrize(
    "value",
    [
        np.zeros(2).view(Sub),
        np.ma.array([1]),
        np.zeros(2, "V8"),
        np.random.default_rng(1),
        np.zeros(2, np.dtype([("a", "i1"), ("b", "i8")], align=True)),
        np.rec.array([(1,)]),
        np.zeros(2, [("a", object)]),
        np.empty((10**9, 0)),
        np.void(b"ab"),
    ],
    ids=lambda v: type(v).__name__,
)
def test_what_does_not_cross(value: object) -> None:
    with pytest.raises(Unencodable):
        CODEC.encode(value)


HOSTILE: dict[str, bytes] = {
    "short": ext(ARRAY, ["<d8", [2], "C"], bytes(15)),
    "long": ext(ARRAY, ["<d8", [1], "C"], bytes(9)),
    "negative": ext(ARRAY, ["<d8", [-1], "C"], bytes(8)),
    "axes": ext(ARRAY, ["<d8", [1] * 99, "C"], bytes(8)),
    "overflow": ext(ARRAY, ["<d8", [2**32, 2**32], "C"]),
    "two negatives": ext(ARRAY, ["<d8", [-1, -1], "C"], bytes(8)),
    "empty and endless": ext(ARRAY, ["<d8", [2**40, 0], "C"]),
    "float axis": ext(ARRAY, ["<d8", [1.0], "C"], bytes(8)),
    "bool axis": ext(ARRAY, ["<d8", [True], "C"], bytes(8)),
    "no size": ext(ARRAY, ["<U0", [2**40], "C"]),
    "no bytes": ext(ARRAY, ["|S0", [2**40], "C"]),
    "void": ext(ARRAY, ["|V0", [2**40], "C"]),
    "no fields": ext(ARRAY, [[], [2**40], "C"]),
    "object": ext(ARRAY, ["|O8", [1], "C"], bytes(8)),
    "object field": ext(ARRAY, [[["a", "|O8"]], [1], "C"], bytes(8)),
    "order": ext(ARRAY, ["<d8", [1], "A"], bytes(8)),
    "bool": ext(ARRAY, ["|?1", [1], "C"], b"\2"),
    "bool field": ext(ARRAY, [[["a", "|?1"]], [1], "C"], b"\2"),
    "character": ext(ARRAY, ["<U4", [1], "C"], b"\xff\xff\xff\x7f"),
    "size": ext(ARRAY, ["<d4", [1], "C"], bytes(4)),
    "parsed": ext(ARRAY, ["f8,f8", [1], "C"], bytes(16)),
    "spaces": ext(ARRAY, [" <d8", [1], "C"], bytes(8)),
    "unit": ext(ARRAY, ["<M8[1xs]", [1], "C"], bytes(8)),
    "no unit": ext(ARRAY, ["<M8", [1], "C"], bytes(8)),
    "stray unit": ext(ARRAY, ["<d8[1s]", [1], "C"], bytes(8)),
    "thin U": ext(ARRAY, ["<U3", [1], "C"], bytes(3)),
    "items": ext(OBJECTS, [[3], "C", [1, 2]]),
    "item axes": ext(OBJECTS, [[-1], "C", [1]]),
    "scalar": ext(SCALAR, ["<d8", b"1"]),
    "scalar bool": ext(SCALAR, ["|?1", b"\2"]),
    "scalar text": ext(SCALAR, ["|S1", b"a"]),
    "text": ext(TEXT, 1),
    "dtype": ext(DTYPE, "np.dtype"),
    "type": ext(TYPE, "load"),
    "fields": ext(ARRAY, [["a"], [1], "C"], bytes(8)),
    "record": ext(ARRAY, 5),
}


@pytest.mark.parametrize("data", HOSTILE.values(), ids=HOSTILE.keys())
def test_malformed_arrays_are_refused(data: bytes) -> None:
    with pytest.raises(DecodeError):
        CODEC.decode(data)


def test_bytes_are_given_out_once() -> None:
    body = [msgpack.ExtType(ARRAY, msgpack.packb(["<d8", [1], "C"]))] * 2
    packed = msgpack.packb(body)
    with pytest.raises(DecodeError, match="needs 8 bytes"):
        CODEC.decode(b"\xc1" + len(packed).to_bytes(4, "big") + packed + bytes(8))


SEEDS = [
    CODEC.encode(value)
    for value in (
        np.arange(6.0).reshape(2, 3),
        np.array(["ab", "c"]),
        np.float32(1),
        np.array([1, "a", None], object),
        np.array(True),
        np.zeros(2, "M8[s]"),
        np.zeros(2, [("a", "i4"), ("b", "?")]),
        [np.dtype("f4"), np.str_("x")],
    )
]


@settings(max_examples=250, deadline=None)
@given(
    st.sampled_from(SEEDS),
    st.lists(st.tuples(st.integers(0, 80), st.binary(max_size=3)), max_size=3),
)
def test_changed_encodings(seed: bytes, changes: list[tuple[int, bytes]]) -> None:
    changed = bytearray(seed)
    for position, data in changes:
        changed[position : position + len(data)] = data
    with suppress(DecodeError):
        repr(CODEC.decode(bytes(changed)))
