"""The host's end of a runner: orders to its template process, frames to and from the process of a case."""

from __future__ import annotations

import select
import time
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final

import msgpack

from sandbox.engine import Sandbox, Usage
from sandbox.wire.frames import FrameError, FrameReader, encode_frame, frame_header
from sandbox.wire.messages import MAX_FRAME, FromRunner, ToRunner

_START_SECONDS: Final = 60.0
_KILL_SECONDS: Final = 5.0
_PIECE: Final = 256 << 10


class Unresponsive(Exception):
    """The template does not do its part any more: the sandbox is of no further use."""


@dataclass(frozen=True)
class Load:
    """What a template is given once: a submission, and the libraries to import before the first fork."""

    source: str
    filename: str
    names: tuple[str, ...]
    preload: tuple[str, ...]


@dataclass(frozen=True)
class Answer:
    """A frame of the case's process."""

    payload: bytes


@dataclass(frozen=True)
class Printed:
    """What the case's processes wrote; stream is 1 (stdout) or 2 (stderr)."""

    stream: int
    data: bytes


@dataclass(frozen=True)
class Ended:
    """The case's process ended by itself."""

    signal: int
    status: int


@dataclass(frozen=True)
class Malformed:
    """The case's process sent what is no frame, or too large a one."""

    reason: str
    too_large: bool


Event = Answer | Printed | Ended | Malformed


class Runner:
    """A sandbox that runs `sandbox.runner`. Nothing that it says is trusted beyond its own submission's fate."""

    def __init__(self, sandbox: Sandbox, load: Load) -> None:
        self.sandbox = sandbox
        self.load = load
        self._frames = FrameReader(MAX_FRAME + 1024)
        self._answers = FrameReader(MAX_FRAME)
        order = {
            "source": load.source,
            "filename": load.filename,
            "names": load.names,
            "preload": load.preload,
        }
        self._order(ToRunner.LOAD, msgpack.packb(order, unicode_errors="surrogatepass"))
        self.facts: Mapping[str, Any] = msgpack.unpackb(
            self._await(FromRunner.HELLO, _START_SECONDS)
        )
        self._await(FromRunner.LOADED, _START_SECONDS)

    def fork(self) -> Usage:
        """Start the process of a case; returns the readings taken just before."""
        self._answers = FrameReader(MAX_FRAME)
        self.sandbox.reset_peak()
        before = self.sandbox.usage()
        self._order(ToRunner.FORK)
        return before

    def send(self, payload: bytes | memoryview) -> None:
        """A frame to the case's process, in pieces: the template passes each on as it comes."""
        view = memoryview(payload)
        self._order(ToRunner.DATA, frame_header(view), view[:_PIECE])
        for start in range(_PIECE, len(view), _PIECE):
            self._order(ToRunner.DATA, view[start : start + _PIECE])

    def events(self) -> Iterator[Event]:
        """What has arrived. Call when the sandbox is readable or pending; raises SandboxLost."""
        try:
            self._frames.feed(self.sandbox.receive())
            for frame in list(
                self._frames
            ):  # all of them now: an event may lead to `kill`, which reads on
                yield from self._event(FromRunner(frame[0]), frame[1:])
        except (FrameError, ValueError, TypeError, IndexError, msgpack.UnpackException) as error:
            raise Unresponsive(f"the template process broke the protocol: {error}") from error

    def kill(self) -> None:
        """End the case's process and all that it started; raises Unresponsive when that cannot be told."""
        self._order(ToRunner.KILL)
        if self._await(FromRunner.CLEAN, _KILL_SECONDS):
            raise Unresponsive("files of a case could not be removed")

    def _event(self, kind: FromRunner, body: bytes) -> Iterator[Event]:
        if kind is FromRunner.DATA:
            yield from self._take_answers(body)
        elif kind is FromRunner.PRINTED:
            yield Printed(body[0], body[1:])
        elif kind is FromRunner.ENDED:
            signal, status = msgpack.unpackb(body)
            yield Ended(int(signal), int(status))

    def _take_answers(self, data: bytes) -> Iterator[Event]:
        try:
            self._answers.feed(data)
            for payload in self._answers:
                yield Answer(payload)
        except FrameError as error:
            yield Malformed(str(error), too_large=True)

    def _order(self, kind: ToRunner, *body: bytes | memoryview) -> None:
        self.sandbox.send(encode_frame(bytes([kind]), *body))

    def _await(self, wanted: FromRunner, seconds: float) -> bytes:
        deadline = time.monotonic() + seconds
        while True:
            try:
                for frame in self._frames:
                    if frame[:1] == bytes([wanted]):
                        return frame[1:]
                wait_readable(self.sandbox, deadline)
                self._frames.feed(self.sandbox.receive())
            except FrameError as error:
                raise Unresponsive(f"the template process broke the protocol: {error}") from error


def wait_readable(sandbox: Sandbox, deadline: float) -> None:
    """Return when `receive` would not block; raises Unresponsive at the deadline (of the monotonic clock)."""
    left = deadline - time.monotonic()
    if left > 0 and sandbox.pending():
        return
    if left <= 0 or not select.select([sandbox.fileno()], [], [], left)[0]:
        raise Unresponsive(f"{sandbox.name} does not answer")
