"""Values of the standard library: exact both ways, and no harm from any bytes."""

from __future__ import annotations

import datetime as dt
import math
import struct
import threading
import tracemalloc
from collections import Counter, OrderedDict, defaultdict, deque, namedtuple
from collections.abc import Callable
from contextlib import suppress
from decimal import Decimal
from enum import IntEnum
from fractions import Fraction
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

import msgpack
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sandbox.wire.unpacking import Decoder
from sandbox.wire.values import (
    Codec,
    DecodeError,
    Reference,
    TooLarge,
    Unencodable,
    is_scalar,
)

CODEC = Codec()


def same(a: Any, b: Any) -> bool:
    """Tell whether two values are equal with all types, signs and bits in them."""
    if type(a) is not type(b):
        return False
    if type(a) is float:
        return struct.pack(">d", a) == struct.pack(">d", b)
    if type(a) is complex:
        return same(a.real, b.real) and same(a.imag, b.imag)
    if isinstance(a, dict):
        return len(a) == len(b) and all(map(same, a.items(), b.items()))
    if isinstance(a, list | tuple | deque):
        return len(a) == len(b) and all(map(same, a, b))
    if isinstance(a, Decimal):
        return str(a) == str(b)
    return bool(a == b)


def ext(code: int, *fields: object) -> bytes:
    """Return an extension whose payload is the packed fields, as an attacker would write it."""
    return msgpack.packb(msgpack.ExtType(code, msgpack.packb(list(fields))))


class Colour(IntEnum):
    RED = 1


class Text(str):
    __slots__ = ()


Point = namedtuple("Point", "x y")

ZONES = st.sampled_from([None, dt.UTC, dt.timezone(dt.timedelta(hours=-3), "X"),
                         ZoneInfo("Europe/Paris")])  # fmt: skip
HASHABLE = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats(allow_nan=False)
    | st.complex_numbers(allow_nan=False)
    | st.text(st.characters())
    | st.binary()
    | st.decimals(allow_nan=False)
    | st.fractions()
    | st.dates()
    | st.timedeltas()
    | st.uuids()
    | st.datetimes(timezones=ZONES)
    | st.times()
    | st.sampled_from([..., NotImplemented, int, ValueError, range(3), deque, dt.UTC]),
    lambda inner: st.lists(inner, max_size=4).map(tuple) | st.frozensets(inner, max_size=4),
    max_leaves=8,
)
VALUES = st.recursive(
    HASHABLE | st.floats() | st.complex_numbers() | st.binary().map(bytearray),
    lambda inner: (
        st.lists(inner, max_size=5)
        | st.lists(inner, max_size=5).map(tuple)
        | st.dictionaries(HASHABLE, inner, max_size=4)
        | st.dictionaries(HASHABLE, inner, max_size=4).map(OrderedDict)
        | st.dictionaries(HASHABLE, inner, max_size=4).map(lambda d: defaultdict(list, d))
        | st.sets(HASHABLE, max_size=4)
        | st.lists(inner, max_size=4).map(lambda items: deque(items, 9))
    ),
    max_leaves=20,
)


@settings(deadline=None)
@given(VALUES)
def test_every_value_comes_back_exactly(value: object) -> None:
    data = CODEC.encode(value)
    assert same(CODEC.decode(data), value)
    assert CODEC.encode(value) == data


EXAMPLES: list[object] = [
    None, True, 0, 2**63, 2**64, -(2**63) - 1, 10**400, -(10**400), -0.0, math.inf,
    complex(-0.0, math.nan), "\ud800x", "\U0001f600", b"", bytearray(b"ab"), (), ((),), [()],
    {(1, (2,)): {3}, None: 1, 1.5: 2}, frozenset([(1,)]), range(5, -7, -2), range(10**30),
    slice(None, (1,), 2), ..., NotImplemented, dt.datetime(2021, 10, 31, 2, 30, fold=1),
    dt.datetime(2021, 10, 31, 2, 30, tzinfo=ZoneInfo("Europe/Paris"), fold=1),
    dt.time(1, 2, 3, 4, tzinfo=dt.UTC), dt.timedelta.min, dt.timezone(dt.timedelta(seconds=-1)),
    ZoneInfo("UTC"), Decimal("1e999999999"), Decimal("-0E-5"), Decimal("sNaN12"),
    Decimal("-Infinity"), Fraction(-1, 3), UUID(int=5), deque([1], 3), deque(),
    OrderedDict([(2, 1), (1, 2)]), Counter("abca"), defaultdict(list, {1: [2]}),
    defaultdict(None, {}), int, type(None), KeyError, ExceptionGroup, Decimal, [bytearray(b"x")],
    {"k": bytearray(b"x"), "l": [{1: bytearray(b"y")}]}, [(1, "a")] * 20, [(2**70, None)] * 20,
    [(1, [2])] * 20, [(1,)] * 20 + [()],
]  # fmt: skip


@pytest.mark.parametrize("value", EXAMPLES, ids=lambda v: repr(v)[:40])
def test_examples_come_back_exactly(value: object) -> None:
    assert same(CODEC.decode(CODEC.encode(value)), value)


def test_the_bits_of_a_nan_stay() -> None:
    (value,) = struct.unpack(">d", b"\x7f\xf8\0\0\0\0\0\x07")
    assert same(CODEC.decode(CODEC.encode([value])), [value])


def test_the_order_of_a_dict_and_a_known_factory_stay() -> None:
    assert list(CODEC.decode(CODEC.encode({3: 0, 1: 0, 2: 0}))) == [3, 1, 2]  # type: ignore[call-overload]  # a dict
    assert CODEC.decode(CODEC.encode(defaultdict(set))).default_factory is set  # type: ignore[attr-defined]  # a defaultdict
    assert CODEC.decode(CODEC.encode(defaultdict(lambda: 1))).default_factory is None  # type: ignore[attr-defined]  # as above


@pytest.mark.parametrize(
    "value",
    [Colour.RED, Text("a"), Point(1, 2), print, object(), memoryview(b"a"), Colour, iter([]),
     msgpack.ExtType(1, b"a"), msgpack.Timestamp(1), Fraction(1, 2**70_000)],
    ids=lambda v: type(v).__name__,
)  # fmt: skip
def test_what_is_not_data_is_referred_or_refused(value: object) -> None:
    with pytest.raises(Unencodable):
        CODEC.encode(value)
    for whole in (value, [value, bytearray(b"x")], (value,)):
        seen: list[object] = []
        codec = Codec(refer=_refer(seen), resolve=lambda reference: reference.fields)
        codec.decode(codec.encode(whole))
        assert any(item is value for item in seen)


def _refer(seen: list[object]) -> Callable[[object], Reference]:
    def refer(value: object) -> Reference:
        seen.append(value)
        return Reference("object", (len(seen), (1, 2)))

    return refer


def test_references_nest() -> None:
    codec = Codec(
        refer=lambda value: Reference("fn", (1, [print])) if value is len else Reference("p"),
        resolve=lambda reference: reference,
    )
    got = codec.decode(codec.encode({"a": (len,)}))
    assert got == {"a": (Reference("fn", (1, [Reference("p")])),)}


def test_where_names_the_place() -> None:
    with pytest.raises(Unencodable, match=r"object at \[1\]\['a'\]\[0\]") as caught:
        CODEC.encode([1, {"a": (object(),)}])
    assert (caught.value.type_name, caught.value.where) == ("object", "[1]['a'][0]")


def _loops() -> list[object]:
    listed: list[Any] = []
    listed.append(listed)
    keyed: dict[str, Any] = {}
    keyed["a"] = [keyed]
    tupled: tuple[Any, ...] = ([],)
    tupled[0].append(tupled)
    deep: Any = ()
    for _ in range(5000):
        deep = (deep,)
    return [listed, keyed, tupled, deep]


@pytest.mark.parametrize("value", _loops(), ids=["list", "dict", "tuple", "deep"])
def test_cycles_and_depth_are_refused(value: object) -> None:
    with pytest.raises(Unencodable, match="contains itself or is nested too deeply"):
        CODEC.encode(value)


def test_depth_within_the_limits_crosses() -> None:
    deep: Any = 1
    for _ in range(90):
        deep = ([deep],)
    for _ in range(400):
        deep = [deep]
    assert CODEC.encode(CODEC.decode(CODEC.encode(deep))) == CODEC.encode(deep)


def test_what_multiplies_is_too_large() -> None:
    value: list[Any] = []
    for _ in range(60):
        value = [value, value]
    with pytest.raises(TooLarge):
        Codec(max_bytes=100_000).encode(value)
    with pytest.raises(TooLarge):
        Codec(max_bytes=100).encode(b"x" * 101)


HOSTILE: dict[str, bytes] = {
    "empty": b"",
    "never used": b"\xc1",
    "left over": b"\xc0\xc0",
    "array": b"\xdd\x7f\xff\xff\xff",
    "map": b"\xdf\xff\xff\xff\xff",
    "str": b"\xdb\xff\xff\xff\xffab",
    "bin": b"\xc6\xff\xff\xff\xff",
    "ext": b"\xc9\xff\xff\xff\xff\1",
    "key": b"\x81\x90\xc0",
    "no utf-8": b"\xa1\xff",
    "unknown ext": ext(99, 1),
    "negative ext": ext(-7 % 128, 1),
    "body": b"\xc1\0\0\0\xff\xc0",
    "buffers": b"\xc1\0\0\0\1\xc0xx",
    "range": ext(6, 1, 2, 0),
    "range type": ext(6, 1, 2, "a"),
    "range bool": ext(6, 1, 2, True),
    "set": ext(4, 1, 1),
    "unhashable": ext(4, []),
    "complex": ext(1, 1),
    "timedelta": ext(12, 10**12, 0, 0),
    "date": ext(10, 2020, 13, 1),
    "zone": msgpack.packb(msgpack.ExtType(14, msgpack.packb("../../etc/passwd"))),
    "decimal": msgpack.packb(msgpack.ExtType(15, msgpack.packb("1_0"))),
    "decimal exponent": msgpack.packb(msgpack.ExtType(15, msgpack.packb("1e" + "9" * 19))),
    "type": msgpack.packb(msgpack.ExtType(22, msgpack.packb("os.system"))),
    "fraction": ext(16, 1, 0),
    "terms": ext(16, 2, 4),
    "uuid": ext(17, 1),
    "maxlen": ext(18, 1, [1, 2]),
    "maxlen sign": ext(18, -1, []),
    "reference": ext(23),
    "kind": ext(23, 1),
    "tuples": ext(24, 1),
    "singleton": msgpack.packb(msgpack.ExtType(8, b"\x05")),
}


@pytest.mark.parametrize("data", HOSTILE.values(), ids=HOSTILE.keys())
def test_malformed_bytes_are_refused(data: bytes) -> None:
    with pytest.raises(DecodeError):
        CODEC.decode(data)


def test_a_hook_that_fails_is_a_decode_error() -> None:
    codec = Codec(refer=lambda _: Reference("x"), resolve=lambda reference: {}[reference])  # type: ignore[call-overload]  # fails
    with pytest.raises(DecodeError, match="KeyError"):
        codec.decode(codec.encode(print))


def _nested(depth: int, data: bytes = b"\xc0") -> bytes:
    for _ in range(depth):
        data = msgpack.packb(msgpack.ExtType(3, b"\x91" + data))
    return data


BOMBS: dict[str, bytes] = {
    "nested claims": b"\xdd\x00\xff\xff\xff" * 900 + bytes(1 << 20),
    "small nested claims": b"\xdd\x00\x00\x08\x00" * 700,
    "deep lists": b"\x91" * 1_000_000 + b"\xc0",
    "deep extensions": _nested(300),
    "nested bytes": _nested(60, msgpack.packb(bytes(1 << 20))),
    "empty dicts": b"\xdd\x00\x20\x00\x00" + b"\x80" * (2 << 20),
}


@pytest.mark.parametrize("data", BOMBS.values(), ids=BOMBS.keys())
def test_bombs_are_refused_early(data: bytes) -> None:
    with pytest.raises(DecodeError):
        CODEC.decode(data)


def test_the_cost_of_a_value_is_limited() -> None:
    decoder = Decoder(b"", {}, lambda reference: reference)
    for _ in range(6):
        decoder.charge(1_000_000)
    with pytest.raises(DecodeError, match="too costly"):
        decoder.charge(1)


def test_a_claim_allocates_nothing() -> None:
    tracemalloc.start()
    for head in (b"\xdd", b"\xdf", b"\xc6", b"\xdb", b"\xc9"):
        with pytest.raises(DecodeError):
            CODEC.decode(head + b"\x7f\xff\xff\xff" + bytes(15))
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert peak < 1 << 20


def _colliding(count: int) -> list[int]:
    return [number * (2**61 - 1) for number in range(2**10, 2**10 + count)]


@pytest.mark.parametrize("kind", [set, frozenset, dict.fromkeys], ids=["set", "frozenset", "dict"])
def test_chosen_hashes_are_refused(kind: Callable[[Any], object]) -> None:
    with pytest.raises(DecodeError, match="one hash"):
        CODEC.decode(CODEC.encode(kind(_colliding(3000))))


def test_deep_extensions_need_little_stack() -> None:
    got: list[object] = []
    data = _nested(99)
    before = threading.stack_size(1 << 20)
    thread = threading.Thread(target=lambda: got.append(CODEC.decode(data)))
    try:
        thread.start()
    finally:
        threading.stack_size(before)
    thread.join()
    assert len(got) == 1


SEEDS = [CODEC.encode(value) for value in EXAMPLES]


@settings(max_examples=200, deadline=None)
@given(st.binary(max_size=200))
def test_random_bytes_give_a_value_or_a_decode_error(data: bytes) -> None:
    _survives(data)


@settings(max_examples=300, deadline=None)
@given(st.sampled_from(SEEDS), st.data())
def test_changed_encodings_give_a_value_or_a_decode_error(seed: bytes, data: st.DataObject) -> None:
    changed = bytearray(seed)
    for _ in range(data.draw(st.integers(1, 4))):
        position = data.draw(st.integers(0, max(len(changed) - 1, 0)))
        changed[position : position + data.draw(st.integers(0, 3))] = data.draw(
            st.binary(max_size=4)
        )
    _survives(bytes(changed))


def test_cut_encodings_are_refused() -> None:
    for seed in SEEDS:
        for end in range(0, min(len(seed), 60)):
            with pytest.raises(DecodeError):
                CODEC.decode(seed[:end])


def _survives(data: bytes) -> None:
    with suppress(DecodeError):
        CODEC.decode(data)


def test_scalars() -> None:
    assert all(map(is_scalar, [None, 1, "a", range(3), Decimal(1), dt.UTC, int]))
    assert not any(map(is_scalar, [[], (), {}, set(), bytearray(), Text("a"), Colour.RED]))
