"""Values that both sides hold: a list passed to a call stays one list, however often either side changes it.

Each side keeps a copy and its last encoding. Before every message it sends what has changed here, and what nobody
here holds any more is dropped on both sides, so that only values which are truly shared cost anything.
"""

from __future__ import annotations

import contextlib
import sys
from collections import Counter, OrderedDict, defaultdict, deque
from collections.abc import Callable, Container, Iterable
from dataclasses import dataclass
from typing import Any, Final

from sandbox.wire.mutation import update_in_place
from sandbox.wire.values import WireError, is_scalar

#: Values larger than this are followed for the length of one call only.
KEPT_BYTES: Final = 256 << 10

_CONTAINERS: Final = frozenset({list, dict, set, bytearray, deque, Counter, OrderedDict, defaultdict})
_TABLES: Final = frozenset({"ndarray", "DataFrame", "Series"})


def is_shareable(value: object) -> bool:
    """True for plain data that can change in place (a tuple when something in it can)."""
    kind = type(value)
    if kind in _CONTAINERS:
        return True
    if kind is tuple:
        return not all(is_scalar(item) for item in value)  # type: ignore[attr-defined]  # narrowed by `kind`
    return kind.__name__ in _TABLES and kind.__module__.partition(".")[0] in ("numpy", "pandas")


@dataclass
class _Entry:
    value: Any
    encoding: bytes
    first: bytes  # what it was when first seen, to undo the other side's changes


class SharedValues:
    """The values that this side shares with the other, by token. Tokens are even on one side, odd on the other."""

    def __init__(
        self, parity: int, encode: Callable[[object], bytes], decode: Callable[[bytes], object]
    ) -> None:
        self._encode = encode
        self._decode = decode
        self._next = parity
        self._entries: dict[int, _Entry] = {}
        self._tokens: dict[int, int] = {}  # id(value) → token; entries keep the ids alive
        self._fresh: set[int] = set()  # offered in the message under way: known to be unchanged
        self._undo: list[tuple[Any, bytes]] = []
        self._unheld = self._references_of_a_value_nobody_holds()

    def __len__(self) -> int:
        return len(self._entries)

    def token(self, value: object) -> int | None:
        """The token of this very object, or None."""
        return self._tokens.get(id(value))

    def offer(self, value: object, encoding: bytes) -> int:
        """Share a value of this side; returns its new token."""
        token, self._next = self._next, self._next + 2
        self._add(token, value, encoding)
        self._fresh.add(token)
        return token

    def accept(self, token: int, encoding: bytes) -> object:
        """A value that the other side shares: decoded and remembered."""
        if token in self._entries:
            raise WireError(f"shared value {token} was offered twice")
        value = self._decode(encoding)
        self._add(token, value, encoding)
        return value

    def value(self, token: int) -> object:
        """The object behind a token."""
        try:
            return self._entries[token].value
        except KeyError:
            raise WireError(f"no shared value {token}") from None

    def changes(self) -> list[tuple[int, bytes]]:
        """What has changed here since the last look, as (token, new encoding)."""
        found = []
        for token, entry in self._entries.items():
            if token in self._fresh:
                continue
            encoding = self._encode(entry.value)
            if encoding != entry.encoding:
                entry.encoding = encoding
                found.append((token, encoding))
        self._fresh.clear()
        return found

    def apply(self, changes: Iterable[tuple[int, bytes]]) -> None:
        """Make this side's objects equal to what the other side made of them."""
        for token, encoding in changes:
            entry = self._entries.get(token)
            if entry is None:
                raise WireError(f"no shared value {token}")
            if not update_in_place(entry.value, self._decode(encoding)):
                raise WireError(f"a {type(entry.value).__name__} changed in a way that cannot be followed")
            self._undo.append((entry.value, entry.first))
            entry.encoding = encoding

    def unheld(self, playing: Container[int]) -> list[int]:
        """Tokens not in play whose values nobody here holds, or that are too large to follow for long."""
        return [
            token
            for token, entry in self._entries.items()
            if token not in playing
            and (len(entry.encoding) > KEPT_BYTES or sys.getrefcount(entry.value) <= self._unheld)
        ]

    def drop(self, tokens: Iterable[int]) -> None:
        """Stop following these values."""
        for token in tokens:
            entry = self._entries.pop(token, None)
            if entry is not None:
                del self._tokens[id(entry.value)]

    def clear(self) -> None:
        """Forget all, and undo what the other side did to objects of this side, so that no later case sees it."""
        for value, first in self._undo:
            with contextlib.suppress(WireError):  # it held objects that are gone
                update_in_place(value, self._decode(first))
        self._undo.clear()
        self._fresh.clear()
        self._entries.clear()
        self._tokens.clear()

    def _add(self, token: int, value: object, encoding: bytes) -> None:
        self._entries[token] = _Entry(value, encoding, encoding)
        self._tokens[id(value)] = token

    def _references_of_a_value_nobody_holds(self) -> int:
        """Interpreters differ in what a look at the reference count adds to it: measure it in the same way."""
        entry = _Entry([], b"", b"")
        return sys.getrefcount(entry.value)
