"""Two sides that call each other: one request at a time, nested as calls and callbacks nest.

A message is a list of plain values, encoded by the codec:

    ["?", id, operation, arguments, keywords, changes, dropped]    a request
    ["=", id, value, changes, dropped]                             its answer
    ["!", id, exception, changes, dropped]                         … or what it raised

An argument or answer is a *part*: the bytes of its encoding, or, for a value that both sides share
(`sandbox.wire.shared`), [token, bytes, ties] when it is new to the other side and [token, nil, place] when it is not.
Ids are random, so that an answer cannot be sent before its question is known.
"""

from __future__ import annotations

import secrets
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from typing import Any, Final, Protocol

from sandbox.wire.packing import Beside
from sandbox.wire.shared import Change, SharedValues, is_shareable
from sandbox.wire.values import Codec, Reference, TooLarge, Unencodable, WireError

_SMALL: Final = 32 << 10  # bytes that may be copied once more, to stand within a message


class ProtocolFault(WireError):
    """The other side sent a message that no well-behaved side sends."""


class Link(Protocol):
    """Carries whole messages."""

    def send(self, message: bytes) -> None: ...

    def receive(self) -> bytes: ...


class Objects(Protocol):
    """Turns what cannot cross as data into references, and back."""

    def refer(self, value: object) -> Reference | None: ...

    def resolve(self, reference: Reference) -> object: ...

    def raised(self, exception: object) -> BaseException:
        """The exception to raise here for one that was raised on the other side."""


Serve = Callable[[str, tuple[Any, ...], dict[str, Any]], object]


class Peer:
    """One end of the conversation. `serve` carries out the other side's requests and may raise anything."""

    def __init__(self, link: Link, objects: Objects, serve: Serve, *, parity: int) -> None:
        self._link = link
        self._objects = objects
        self.serve = serve
        self.codec = Codec(refer=objects.refer, resolve=objects.resolve)
        self._playing: list[int] = []
        self.decoding = 0
        self.shared = SharedValues(parity, self.codec.encode, self._decode)

    def request(self, operation: str, /, *args: object, **kwargs: object) -> Any:
        """Have the other side carry out `operation`; returns its value or raises its exception."""
        if self.decoding:
            raise ProtocolFault("a value asks back while it is being read")
        number = secrets.randbits(63)
        changes = self.shared.changes()
        parts = [self._pack(value) for value in args]
        named = {name: self._pack(value) for name, value in kwargs.items()}
        with self._in_play([*parts, *named.values()]):
            self._send(["?", number, operation, parts, named], changes)
            while True:
                message = self._receive()
                if message[0] == "?":
                    self._answer(message)
                    continue
                return self._result(number, message)

    def serve_forever(self) -> None:
        """Answer requests until the link ends (by an exception of the link's)."""
        while True:
            message = self._receive()
            if message[0] != "?":
                raise ProtocolFault("an answer came although nothing was asked")
            self._answer(message)

    def forget(self) -> None:
        """The other side is gone: nothing is shared any more."""
        self.shared.clear()

    def _result(self, number: int, message: list[Any]) -> Any:
        kind, answered, part, _, dropped = message
        if answered != number:
            raise ProtocolFault("an answer came to a question that was not asked")
        value = self._unpack(part)
        self.shared.drop(dropped)
        if kind == "!":
            raise self._objects.raised(value)
        return value

    def _answer(self, message: list[Any]) -> None:
        number = message[1]
        try:
            value = self._carry_out(message)
            changes = self.shared.changes()
            part = self._pack(value)
            del value  # or it would seem that somebody here holds it
        except ProtocolFault:
            raise
        except BaseException as error:  # whatever was raised is the answer
            self._answer_raised(number, error)
        else:
            self._send(["=", number, part], changes)

    def _answer_raised(self, number: int, error: BaseException) -> None:
        if isinstance(error, Unencodable | TooLarge):
            error = TypeError(str(error))
        try:
            changes = self.shared.changes()
        except Unencodable as unencodable:
            error, changes = TypeError(str(unencodable)), []
        self._send(["!", number, self.codec.encode(error)], changes)

    def _carry_out(self, message: list[Any]) -> object:
        _, _, operation, parts, named, _, dropped = message
        args = tuple(self._unpack(part) for part in parts)
        kwargs = {name: self._unpack(part) for name, part in named.items()}
        self.shared.drop(dropped)
        with self._in_play([*parts, *named.values()]):
            return self.serve(operation, args, kwargs)

    def _decode(self, data: bytes) -> object:
        self.decoding += 1
        try:
            return self.codec.decode(data)
        finally:
            self.decoding -= 1

    def _pack(self, value: object) -> object:
        if not is_shareable(value):
            return self.codec.encode(value)
        place = self.shared.place(value)
        if place is not None:
            return [place[0], None, place[1]]
        token, encoding, found = self.shared.offer(value)
        return [token, Beside(encoding) if len(encoding) > _SMALL else encoding, found]

    def _unpack(self, part: object) -> Any:
        if type(part) is bytes:
            return self._decode(part)
        if type(part) is list and len(part) == 3 and type(part[0]) is int:
            token, encoding, where = part
            if encoding is None and type(where) is int:
                return self.shared.at(token, where)
            if _is_change(part):
                return self.shared.accept(token, encoding, where)
        raise ProtocolFault("a value is malformed")

    @contextmanager
    def _in_play(self, parts: list[Any]) -> Iterator[None]:
        """Values of a call under way are followed until it ends, however large they are."""
        tokens = [part[0] for part in parts if type(part) is list]
        self._playing.extend(tokens)
        try:
            yield
        finally:
            del self._playing[len(self._playing) - len(tokens) :]

    def _send(self, message: list[object], changes: list[Change]) -> None:
        dropped = self.shared.unheld(frozenset(self._playing))
        self.shared.drop(dropped)
        self._link.send(
            self.codec.encode([*message, [list(change) for change in changes], dropped])
        )

    def _receive(self) -> list[Any]:
        message = _checked(self._decode(self._link.receive()))
        self.shared.apply(tuple(change) for change in message[-2])
        return message


_LENGTHS: Mapping[object, int] = {"?": 7, "=": 5, "!": 5}


def _checked(message: object) -> list[Any]:
    """The message, once every field has the type that it must have; raises ProtocolFault."""
    if type(message) is not list or not message or type(message[0]) is not str:
        raise ProtocolFault("a message is not a list")
    if len(message) != _LENGTHS.get(message[0]) or type(message[1]) is not int:
        raise ProtocolFault("a message is malformed")
    if message[0] == "?" and [type(field) for field in message[2:5]] != [str, list, dict]:
        raise ProtocolFault("a request is malformed")
    changes, dropped = message[-2:]
    if type(changes) is not list or type(dropped) is not list:
        raise ProtocolFault("a message is malformed")
    if not all(type(token) is int for token in dropped):
        raise ProtocolFault("a message drops what is no value")
    if not all(map(_is_change, changes)):
        raise ProtocolFault("a change is malformed")
    if message[0] == "?" and not all(type(name) is str for name in message[4]):
        raise ProtocolFault("a keyword is not a string")
    return message


def _is_change(change: object) -> bool:
    """True for [token, encoding, ties]."""
    if type(change) is not list or [type(field) for field in change] != [int, bytes, list]:
        return False
    return all(
        type(tie) is list and [type(field) for field in tie] == [int, int, int] for tie in change[2]
    )
