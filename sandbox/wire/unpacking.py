"""Turns bytes that nobody vouches for back into values, within bounds.

Nothing is allocated for what is only claimed: a body is walked once, in C and without building
anything, before its values are made. What each value costs is charged to a budget, since a few
bytes can ask for an object of kilobytes or for a slow constructor.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from typing import Any, Final

import msgpack

from sandbox.wire.errors import DecodeError
from sandbox.wire.packing import BESIDE, MARK, MAX_NESTED, REFERENCE, TUPLES, Reference, plugin

_WORK: Final = 6_000_000  # units of about a microsecond or of about 100 bytes
_WALKED: Final = 4096  # bodies above this are walked before they are built
_GUARDED: Final = 16_384  # encodings above this have their containers counted
_ON_C_STACK: Final = 8  # msgpack.unpackb takes 40 KiB of stack, msgpack.Unpacker none
_COPIES: Final = 12  # how often nesting may repeat the same bytes at one time
_SPARE: Final = 1 << 20
_COLLIDING: Final = 128  # equal hashes in one dict or set

Decode = Callable[["Decoder", bytes], object]


class Decoder:
    """Decodes one encoding; made anew for each."""

    def __init__(
        self,
        data: bytes,
        decoders: Mapping[int, Decode],
        resolve: Callable[[Reference], object],
    ) -> None:
        self._view = memoryview(data)
        self._decoders = decoders
        self._resolve = resolve
        self._work = _WORK
        self._depth = 0
        self._live = _COPIES * len(data) + _SPARE
        self._buffers = memoryview(b"")
        self._guarded = len(data) > _GUARDED

    def decode(self) -> object:
        """Return the value; raises DecodeError, or what a constructor raises for bad fields."""
        body = self._view
        if bytes(body[:1]) == MARK:
            end = 5 + int.from_bytes(body[1:5], "big")
            if end > len(body):
                raise DecodeError(f"a body of {end - 5} bytes is announced, it is cut short")
            body, self._buffers = self._view[5:end], self._view[end:]
        value = self.unpack(body)
        if len(self._buffers):
            raise DecodeError(f"{len(self._buffers)} bytes are left over")
        return value

    def unpack(self, body: bytes | memoryview, *, use_list: bool = True) -> Any:
        """Return the one MessagePack value in the body."""
        size = len(body)
        if size > _WALKED:
            _walk(body)
        options = _limits(size)
        options["ext_hook"] = self._ext
        options["use_list"] = use_list
        if self._guarded:
            options["object_pairs_hook"] = self._dict
            if use_list:  # tuples are charged for at once
                options["list_hook"] = self._list
        if self._depth < _ON_C_STACK:
            return msgpack.unpackb(body, **options)
        unpacker = _unpacker(body, options)
        value = unpacker.unpack()
        if unpacker.tell() != size:
            raise DecodeError("bytes are left over after a value")
        return value

    def record(self, payload: bytes, name: str, *kinds: type | tuple[type, ...]) -> Any:
        """Return a list of fields, one of each kind exactly (`object`: any)."""
        fields = self.unpack(payload)
        if type(fields) is not list or len(fields) != len(kinds):
            raise DecodeError(f"{name}: not a list of {len(kinds)} fields")
        for number, (field, kind) in enumerate(zip(fields, kinds, strict=True)):
            allowed = kind if isinstance(kind, tuple) else (kind,)
            if object not in allowed and type(field) not in allowed:
                raise DecodeError(f"{name}: field {number} is a {type(field).__name__}")
        return fields

    def items(self, payload: bytes, name: str) -> list[Any]:
        """Return the list that is the payload."""
        items = self.unpack(payload)
        if type(items) is not list:
            raise DecodeError(f"{name}: not a list")
        return items

    def mapping(self, payload: bytes, name: str) -> dict[Any, Any]:
        """Return the dict that is the payload."""
        self.charge(3)
        mapping = self.unpack(payload)
        if type(mapping) is not dict:
            raise DecodeError(f"{name}: not a dict")
        return mapping

    def take(self, size: int) -> memoryview:
        """Return the next bytes of the buffers; each byte is given out once."""
        if size > len(self._buffers):
            raise DecodeError(f"an array needs {size} bytes, {len(self._buffers)} are there")
        taken, self._buffers = self._buffers[:size], self._buffers[size:]
        return taken

    def charge(self, units: int) -> None:
        """Count work; raises DecodeError when the value costs more than any honest one."""
        self._work -= units
        if self._work < 0:
            raise DecodeError("the value is too costly to build")

    def _ext(self, code: int, payload: bytes) -> object:
        if self._depth >= MAX_NESTED:
            raise DecodeError("nested too deeply")
        decode = self._decoders.get(code) or _loaded(code)
        self._depth += 1
        self._live -= len(payload)
        self.charge(3)
        if self._live < 0:
            raise DecodeError("the same bytes are nested too often")
        value = decode(self, payload)
        self._depth -= 1
        self._live += len(payload)
        return value

    def reference(self, payload: bytes) -> object:
        """Return what the hook makes of a reference."""
        fields = self.items(payload, "reference")
        if not fields or type(fields[0]) is not str:
            raise DecodeError("reference: no kind")
        return self._resolve(Reference(fields[0], tuple(fields[1:])))

    def beside(self, payload: bytes) -> object:
        """Return bytes that follow the body."""
        size = self.unpack(payload)
        if type(size) is not int or size < 0:
            raise DecodeError("bytes beside the body: no size")
        return bytes(self.take(size))

    def tuples(self, payload: bytes) -> object:
        """Return a list of tuples."""
        self.charge(len(payload) // 8)
        items = self.unpack(payload, use_list=False)
        if type(items) is not tuple or set(map(type, items)) != {tuple}:
            raise DecodeError("tuples: something else in the list")
        return list(items)

    def _list(self, items: Any) -> Any:
        self.charge(1)
        return items

    def _dict(self, pairs: list[tuple[Any, Any]]) -> dict[Any, Any]:
        self.charge(4)
        refuse_collisions([key for key, _ in pairs])
        return dict(pairs)


WIRE_DECODERS: Final[Mapping[int, Decode]] = {
    REFERENCE: Decoder.reference,
    TUPLES: Decoder.tuples,
    BESIDE: Decoder.beside,
}


def refuse_collisions(keys: Iterable[object]) -> None:
    """Raise DecodeError for keys whose hashes were chosen to make a dict or set quadratic."""
    keys = keys if isinstance(keys, list) else list(keys)
    if len(keys) > _COLLIDING:
        (_, most), *_ = Counter(map(hash, keys)).most_common(1)
        if most > _COLLIDING:
            raise DecodeError(f"{most} keys have one hash")


def _limits(size: int) -> dict[str, Any]:
    """Return msgpack's options: exact strings, and no length above the bytes at hand."""
    return {
        "raw": False,
        "unicode_errors": "surrogatepass",
        "strict_map_key": False,
        "timestamp": 1,  # a plain float: msgpack's own extension, which we never write
        "max_str_len": size,
        "max_bin_len": size,
        "max_ext_len": size,
        "max_array_len": size,
        "max_map_len": size,
    }


def _unpacker(body: bytes | memoryview, options: dict[str, Any]) -> msgpack.Unpacker:
    unpacker = msgpack.Unpacker(max_buffer_size=max(len(body), 1), read_size=1, **options)
    unpacker.feed(body)
    return unpacker


def _walk(body: bytes | memoryview) -> None:
    """Make sure that every item that a length promises is there, without building any."""
    unpacker = _unpacker(body, _limits(len(body)))
    unpacker.skip()
    if unpacker.tell() != len(body):
        raise DecodeError("bytes are left over after a value")


def _loaded(code: int) -> Decode:
    name = {2: "arrays", 3: "tables"}.get(code // 16)
    decode: Decode | None = plugin(name).DECODERS.get(code) if name else None
    if decode is None:
        raise DecodeError(f"unknown extension {code}")
    return decode
