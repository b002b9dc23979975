"""Values that both sides hold: a list passed to a call stays one list, however often either side changes it.

Each side keeps a copy and its last encoding. Before every message it sends what has changed here, and what nobody
here holds any more is dropped on both sides, so that only values which are truly shared cost anything.
"""

from __future__ import annotations

import itertools
import sys
from collections import Counter
from collections.abc import Callable, Container, Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Final

from sandbox.wire.identity import Tie, containers, is_container, tied, ties
from sandbox.wire.mutation import copied, restore
from sandbox.wire.values import WireError, is_scalar

#: Values larger than this are followed for the length of one call only, and as a whole only.
KEPT_BYTES: Final = 256 << 10

Change = tuple[int, bytes, list[Tie]]


def is_shareable(value: object) -> bool:
    """True for plain data that can change in place (a tuple when something in it can)."""
    if type(value) is tuple:
        return not all(is_scalar(item) for item in value)
    return is_container(value)


@dataclass
class _Entry:
    value: Any
    encoding: bytes
    parts: list[Any]


class SharedValues:
    """The values that this side shares with the other, by token: even ones of one side, odd ones of the other."""

    def __init__(
        self, parity: int, encode: Callable[[object], bytes], decode: Callable[[bytes], object]
    ) -> None:
        self._encode = encode
        self._decode = decode
        self._next = parity
        self._entries: dict[int, _Entry] = {}
        self._places: dict[int, tuple[int, int]] = {}  # id(container) → (token, place in it)
        self._saved: dict[int, tuple[Any, Any]] = {}  # by id: the part is kept alive here
        self._unheld, self._unheld_part = _unheld_references()

    def __len__(self) -> int:
        return len(self._entries)

    def place(self, value: object) -> tuple[int, int] | None:
        """(token, place) of this very object in what is shared, or None."""
        return self._places.get(id(value))

    def offer(self, value: object) -> Change:
        """Share a value of this side; returns its new token, its encoding and its ties."""
        encoding = self._encode(value)
        parts = _parts(value, encoding)
        found = ties(parts, self.place)
        token, self._next = self._next, self._next + 2
        self._add(token, _Entry(value, encoding, parts))
        return token, encoding, found

    def accept(self, token: int, encoding: bytes, found: list[Tie]) -> object:
        """A value that the other side shares: decoded and remembered."""
        if token in self._entries:
            raise WireError(f"shared value {token} was offered twice")
        plain = self._decode(encoding)
        count = len(containers(plain))
        self._save(found)
        value = tied(plain, found, self.at)
        self._add(token, _Entry(value, encoding, _parts(value, encoding, count)))
        return value

    def at(self, token: int, place: int) -> object:
        """The object at a place of a shared value."""
        entry = self._entries.get(token)
        if entry is None or not 0 <= place < len(entry.parts):
            if entry is not None and place == 0:
                return entry.value
            raise WireError(f"no shared value {token}.{place}")
        return entry.parts[place]

    def changes(self) -> list[Change]:
        """What has changed here since the last look."""
        found = []
        for token, entry in self._entries.items():
            encoding = self._encode(entry.value)
            if encoding != entry.encoding:
                entry.encoding = encoding
                found.append((token, encoding, ties(_parts(entry.value, encoding), self.place)))
        self._refresh({token: None for token, _, _ in found})
        return found

    def apply(self, changes: Iterable[Change]) -> None:
        """Make this side's objects equal to what the other side made of them."""
        found = [(*change, self._decode(change[1])) for change in changes]
        counts = {token: len(containers(value)) for token, _, _, value in found}
        for token, encoding, tied_to, value in found:
            entry = self._entries.get(token)
            if entry is None or type(entry.value) is not type(value):
                raise WireError(f"shared value {token} cannot become a {type(value).__name__}")
            self._save([[0, token, 0], *tied_to])
            tied(value, tied_to, self.at, top=entry.value)
            entry.encoding = encoding
        self._refresh(counts)

    def unheld(self, playing: Container[int]) -> list[int]:
        """Tokens not in play whose values nobody here holds, or that are too large to follow for long."""
        return [
            token
            for token, entry in self._entries.items()
            if token not in playing
            and (len(entry.encoding) > KEPT_BYTES or not self._is_held(entry))
        ]

    def drop(self, tokens: Iterable[int]) -> None:
        """Stop following these values."""
        for token in tokens:
            entry = self._entries.pop(token, None)
            if entry is not None:
                self._forget_places(token, entry)

    def clear(self) -> None:
        """Forget all, and undo what the other side did to objects of this side, so that no later case sees it."""
        for part, saved in self._saved.values():
            restore(part, saved)
        self._saved.clear()
        self._entries.clear()
        self._places.clear()

    def _save(self, found: Iterable[Tie]) -> None:
        """Copy, once, every container that the other side is about to fill, whether or not that succeeds."""
        for _, token, _ in found:
            entry = self._entries.get(token)
            for part in entry.parts if entry is not None else ():
                if id(part) not in self._saved:
                    self._saved[id(part)] = (part, copied(part))

    def _add(self, token: int, entry: _Entry) -> None:
        self._entries[token] = entry
        for place, part in enumerate(entry.parts):
            self._places.setdefault(id(part), (token, place))

    def _refresh(self, expected: Mapping[int, int | None]) -> None:
        for token, count in expected.items():
            entry = self._entries[token]
            parts = _parts(entry.value, entry.encoding, count)
            self._forget_places(token, entry)
            entry.parts = parts
            self._add(token, entry)

    def _forget_places(self, token: int, entry: _Entry) -> None:
        for part in entry.parts:
            if self._places.get(id(part), (None,))[0] == token:
                del self._places[id(part)]

    def _is_held(self, entry: _Entry) -> bool:
        """Whether anybody but us holds the value, or anything in it that can change."""
        ours = sum(part is entry.value for part in entry.parts)
        if sys.getrefcount(entry.value) > self._unheld + ours:
            return True
        times = Counter(
            map(id, entry.parts)
        )  # each time, a container of the value and `parts` hold it
        inner = itertools.islice(entry.parts, ours, None)
        return any(
            _references(part) > self._unheld_part + 2 * (times[id(part)] - 1) for part in inner
        )


def _references(part: object) -> int:
    return sys.getrefcount(part)


def _unheld_references() -> tuple[int, int]:
    """Counts for a value, and for a part of one, that nobody but an entry holds.

    Interpreters differ in what a look adds to the count: measured in the very way in which it is used.
    """
    entry = _Entry([[]], b"", [])
    entry.parts = [entry.value[0]]
    whole = sys.getrefcount(entry.value)
    inner = itertools.islice(entry.parts, 0, None)
    return whole, max(_references(part) for part in inner)


def _parts(value: object, encoding: bytes, expected: int | None = None) -> list[Any]:
    """The containers of a value; raises WireError when ties made them others than the encoding holds."""
    if len(encoding) > KEPT_BYTES:
        return [value] if is_container(value) else []
    parts = containers(value, sys.maxsize if expected is None else expected, len(encoding))
    if expected is not None and len(parts) != expected:
        raise WireError("ties that do not fit the value")
    return parts
