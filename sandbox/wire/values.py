"""Values as bytes and back, type kept: the codec that both sides of the boundary use.

Decoding resolves no name, imports nothing that the sender chose and runs no code of the sender.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from decimal import Decimal
from fractions import Fraction
from typing import Final
from uuid import UUID
from zoneinfo import ZoneInfo

from sandbox.wire import builtin
from sandbox.wire.errors import DecodeError, TooLarge, Unencodable, WireError
from sandbox.wire.packing import Encoder, Reference, plugin
from sandbox.wire.unpacking import Decoder

__all__ = [
    "Codec",
    "DecodeError",
    "Reference",
    "TooLarge",
    "Unencodable",
    "WireError",
    "is_scalar",
]

MAX_BYTES: Final = 64 << 20

_SCALARS: Final = frozenset({
    type(None), bool, int, float, complex, str, bytes, range, type(Ellipsis), type(NotImplemented),
    dt.datetime, dt.date, dt.time, dt.timedelta, dt.timezone, ZoneInfo, Decimal, Fraction, UUID,
    type,
})  # fmt: skip


def _unknown(reference: Reference) -> object:
    raise DecodeError(f"no references are expected here, this one is a {reference.kind[:40]!r}")


class Codec:
    """Encodes and decodes values; the hooks say what crosses in place of what is not data.

    `refer(object)` gives a Reference, or None where the object must not cross. `resolve(Reference)`
    gives the object that takes its place. `max_bytes` caps an encoding, either way.
    """

    def __init__(
        self,
        refer: Callable[[object], Reference | None] | None = None,
        resolve: Callable[[Reference], object] | None = None,
        max_bytes: int = MAX_BYTES,
    ) -> None:
        self._refer = refer
        self._resolve = resolve or _unknown
        self._max_bytes = max_bytes

    def encode(self, value: object) -> bytes:
        """Return the bytes of a value; raises Unencodable or TooLarge."""
        try:
            return Encoder(builtin.ENCODERS, self._refer, self._max_bytes).encode(value)
        except MemoryError as error:
            raise TooLarge("there is not enough memory to encode it") from error
        except (RecursionError, ValueError, OverflowError, RuntimeError) as error:
            name = type(value).__qualname__
            raise Unencodable(name, reason=f"cannot be encoded: {error}") from error

    def decode(self, data: bytes) -> object:
        """Return the value of the bytes; raises DecodeError, whatever is wrong with them."""
        if len(data) > self._max_bytes:
            raise DecodeError(f"{len(data)} bytes, the cap is {self._max_bytes}")
        try:
            return Decoder(data, builtin.DECODERS, self._resolve).decode()
        except DecodeError:
            raise
        except Exception as error:
            raise DecodeError(f"malformed ({type(error).__name__}: {str(error)[:200]})") from error


def is_scalar(value: object) -> bool:
    """Tell whether a value is plain data that nobody can change."""
    kind = type(value)
    if kind in _SCALARS:
        return True
    root = str(kind.__module__).partition(".")[0]
    if root not in ("numpy", "pandas"):
        return False
    return kind in plugin("arrays" if root == "numpy" else "tables").SCALARS
