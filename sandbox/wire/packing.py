"""Turns values into MessagePack, with a closed set of extension types on top.

Plain lists, dicts, strings and numbers go at the speed of msgpack's C code. Whatever C cannot
write exactly comes to `Encoder._default` and leaves as an extension whose payload is MessagePack
again. The bytes of arrays stay outside that nesting: they follow the body, in the order in which
they are met, so that a big array is copied once.

    encoding = body | 0xc1, length of body (4 bytes), body, buffers
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from itertools import chain
from typing import Any, Final

import msgpack

from sandbox.wire.errors import TooLarge, Unencodable

MARK: Final = b"\xc1"  # the one byte that MessagePack never uses
REFERENCE: Final = 23
TUPLES: Final = 24
BESIDE: Final = 25
MAX_NESTED: Final = 100  # extensions inside extensions
_MAX_LEVELS: Final = 500  # lists and dicts inside each other; msgpack itself stops at 511
_MAX_LEVELS_NESTED: Final = 100  # the same within an extension: all levels share the C stack
_MANY: Final = 16  # from here on a list of tuples is worth looking through

_CONTAINERS: Final = frozenset({list, dict})
_PLAIN: Final = frozenset({type(None), bool, int, float, str, bytes})
# C writes these as something else, or as an extension of their own choice.
_LOSSY: Final = frozenset({bytearray, memoryview, msgpack.ExtType, msgpack.Timestamp})

Encode = Callable[["Encoder", Any], msgpack.ExtType]


@dataclass(frozen=True)
class Reference:
    """Crosses in place of an object that is not data; the fields are any values that cross."""

    kind: str
    fields: tuple[object, ...] = ()


class NotData(Exception):
    """Raised by an encode function for a value of its type that has no exact encoding."""


class _Opaque:
    """Hides a value from C, so that it comes to `Encoder._default`."""

    __slots__ = ("value",)

    def __init__(self, value: object) -> None:
        self.value = value


class Beside(_Opaque):
    """Bytes that are worth no copy into the body: they follow it. Decoded, they are `bytes`."""

    value: bytes


class _Tuples(_Opaque):
    """A list of nothing but tuples of plain values."""


@cache
def plugin(name: str) -> Any:
    """Return the module of this package that knows NumPy's or pandas' types."""
    return import_module(f"sandbox.wire.{name}")


_PLUGINS: Final[Mapping[str, str]] = {"numpy": "arrays", "pandas": "tables"}


class Encoder:
    """Encodes one value; made anew for each."""

    def __init__(
        self,
        encoders: Mapping[type, Encode],
        refer: Callable[[object], Reference | None] | None,
        max_bytes: int,
    ) -> None:
        self._encoders = encoders
        self._refer = refer
        self._room = max_bytes
        self._max_bytes = max_bytes
        self._depth = 0
        self._packers: list[msgpack.Packer] = []
        self._buffers: list[memoryview] = []
        self._root: object = None

    def encode(self, value: object) -> bytes:
        """Return the encoding; raises Unencodable or TooLarge."""
        self._root = value
        try:
            body = self.pack(value)
        finally:
            self._packers.clear()  # they refer to this object, and hold memory until collected
        self._spend(len(body))
        if not self._buffers:
            return body
        return b"".join((MARK, len(body).to_bytes(4, "big"), body, *self._buffers))

    def pack(self, value: object) -> bytes:
        """Return a value as MessagePack."""
        kind = type(value)
        if kind in _CONTAINERS:
            value = self._exact(value)
        elif kind in _LOSSY:
            value = _Opaque(value)
        while len(self._packers) <= self._depth:
            self._packers.append(self._packer(strict=True))
        packed: bytes = self._packers[self._depth].pack(value)
        return packed

    def ext(self, code: int, value: object) -> msgpack.ExtType:
        """Return an extension whose payload is the value; raises Unencodable when too deep."""
        if self._depth >= MAX_NESTED:
            raise self._too_deep()
        self._depth += 1
        payload = self.pack(value)
        self._depth -= 1
        return msgpack.ExtType(code, self._fits(payload))

    def attach(self, buffer: memoryview) -> None:
        """Let the bytes of an array follow the body."""
        self._spend(buffer.nbytes)
        if buffer.nbytes:
            self._buffers.append(buffer)

    def _packer(self, *, strict: bool) -> msgpack.Packer:
        return msgpack.Packer(
            default=self._default,
            strict_types=strict,
            unicode_errors="surrogatepass",
            buf_size=512,
        )

    def _default(self, value: object) -> msgpack.ExtType:
        if type(value) is _Tuples:
            return self._tuples(value.value)
        if type(value) is Beside:
            self.attach(memoryview(value.value))
            return self.ext(BESIDE, len(value.value))
        if type(value) is _Opaque:
            value = value.value
        encode = self._encoders.get(type(value)) or _loaded(type(value))
        if encode is not None:
            buffers, depth, room = len(self._buffers), self._depth, self._room
            try:
                return encode(self, value)
            except NotData:
                del self._buffers[buffers:]
                self._depth, self._room = depth, room
        return self._referred(value)

    def _referred(self, value: object) -> msgpack.ExtType:
        reference = self._refer(value) if self._refer is not None else None
        if reference is None:
            kind = type(value)
            name = f"{kind.__module__}.{kind.__qualname__}".removeprefix("builtins.")
            raise Unencodable(name, locate(self._root, value))
        return self.ext(REFERENCE, [reference.kind, *reference.fields])

    def _tuples(self, value: object) -> msgpack.ExtType:
        return msgpack.ExtType(TUPLES, self._fits(self._packer(strict=False).pack(value)))

    def _exact(self, value: Any) -> object:
        """Return a list or dict, or what to pack for it, once its levels were looked through."""
        if type(value) is list and set(map(type, value)) <= _PLAIN:
            return value
        level = [value]
        levels = _MAX_LEVELS_NESTED if self._depth else _MAX_LEVELS
        items, lossy = 0, False
        for _ in range(levels):
            items += sum(map(len, level))
            if items > self._max_bytes:
                raise TooLarge(f"more than {self._max_bytes} items")
            types = set(map(type, _items(level)))
            lossy = lossy or not types.isdisjoint(_LOSSY)
            if types.isdisjoint(_CONTAINERS):
                return _revealed(value) if lossy else _packed_tuples(value, types)
            level = [item for item in _items(level) if type(item) in _CONTAINERS]
        raise self._too_deep()

    def _fits(self, payload: bytes) -> bytes:
        if len(payload) > self._max_bytes:
            raise TooLarge(f"more than {self._max_bytes} bytes")
        return payload

    def _spend(self, size: int) -> None:
        self._room -= size
        if self._room < 0:
            raise TooLarge(f"more than {self._max_bytes} bytes")

    def _too_deep(self) -> Unencodable:
        return Unencodable(
            type(self._root).__qualname__, reason="contains itself or is nested too deeply"
        )


def _loaded(kind: type) -> Encode | None:
    module = getattr(kind, "__module__", None)
    root = module.partition(".")[0] if isinstance(module, str) else ""
    if root not in _PLUGINS or root not in sys.modules:
        return None
    encode: Encode | None = plugin(_PLUGINS[root]).ENCODERS.get(kind)
    return encode


def _items(level: Iterable[Any]) -> Iterable[object]:
    """Yield what lists, and keys and values of dicts, hold."""
    dicts = [item for item in level if type(item) is dict]
    return chain(chain.from_iterable(level), chain.from_iterable(map(dict.values, dicts)))


def _packed_tuples(value: Any, types: set[type]) -> object:
    if types != {tuple} or type(value) is not list or len(value) < _MANY:
        return value
    return _Tuples(value) if set(map(type, chain.from_iterable(value))) <= _PLAIN else value


def _revealed(value: Any) -> object:
    """Return a copy in which C finds nothing that it would write as something else."""
    if type(value) is list:
        return [_revealed(item) for item in value]
    if type(value) is dict:
        return {_revealed(key): _revealed(item) for key, item in value.items()}
    return _Opaque(value) if type(value) in _LOSSY else value


def locate(root: object, wanted: object) -> str:
    """Return the path from a value to an object inside it, such as `[2]['a']`; '' if unclear."""
    todo: list[tuple[Any, str]] = [(root, "")]
    seen: set[int] = set()
    while todo and len(seen) < 10_000:
        value, path = todo.pop()
        if value is wanted:
            return path
        if id(value) in seen or len(path) > 200:
            continue
        seen.add(id(value))
        if type(value) is dict:
            todo += [(item, f"{path}[{_key(key)}]") for key, item in value.items()]
        elif type(value) in (list, tuple):
            todo += [(item, f"{path}[{i}]") for i, item in enumerate(value)]
    return ""


def _key(key: object) -> str:
    return repr(key)[:40] if type(key) in _PLAIN else f"<{type(key).__qualname__}>"
