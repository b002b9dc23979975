"""The template process: imports the libraries once, forks a process per case and carries bytes to and from it.

It never parses what a case's process sends, and is out of that process's reach: in a pid namespace of its own it is
process 1, which signals from inside cannot touch; it is not dumpable, so its memory and descriptors stay closed to
processes of the same user.
"""

from __future__ import annotations

import contextlib
import gc
import importlib
import os
import select
import socket
import sys
import warnings
from dataclasses import dataclass, field
from typing import Any, Final, NoReturn

import msgpack

from sandbox.runner import kernel
from sandbox.runner.case import Job, run_case
from sandbox.runner.observe import observe
from sandbox.wire.frames import FrameReader, encode_frame, write_all
from sandbox.wire.messages import MAX_FRAME, FromRunner, ToRunner
from sandbox.wire.values import Codec

_CHUNK: Final = 1 << 16
_PRINT_CHUNK: Final = 1 << 16
_HOST_IN, _HOST_OUT = 0, 1


@dataclass
class _Case:
    """The process of one case and our ends of its channels."""

    pid: int
    channel: socket.socket
    prints: dict[int, int]  # our end of a pipe → 1 or 2
    outgoing: bytearray = field(default_factory=bytearray)

    def close(self) -> None:
        self.channel.close()
        for descriptor in self.prints:
            os.close(descriptor)


def main() -> NoReturn:
    """Serve the host until its end of the channel closes."""
    kernel.harden_template()
    _tell(FromRunner.HELLO, msgpack.packb(observe()))
    Template().run()
    sys.exit(0)


class Template:
    """The loop of the template process."""

    def __init__(self) -> None:
        self._host = FrameReader(MAX_FRAME + 1024)
        self._job: Job | None = None
        self._case: _Case | None = None
        self._poll = select.poll()
        self._poll.register(_HOST_IN, select.POLLIN)
        self._wakeup = kernel.child_wakeup()
        self._poll.register(self._wakeup, select.POLLIN)

    def run(self) -> None:
        """Until the host closes the channel."""
        while True:
            for descriptor, _ in self._poll.poll():
                if descriptor == _HOST_IN:
                    if not self._hear_host():
                        return
                elif descriptor == self._wakeup.fileno():
                    self._wakeup.recv(4096)
                    self._reap()
                elif self._case is not None:
                    self._serve_case(descriptor)

    def _hear_host(self) -> bool:
        data = os.read(_HOST_IN, _CHUNK)
        self._host.feed(data)
        for frame in self._host:
            self._obey(ToRunner(frame[0]), memoryview(frame)[1:])
        return bool(data)

    def _obey(self, kind: ToRunner, body: memoryview) -> None:
        if kind is ToRunner.DATA:
            self._to_case(body)
        elif kind is ToRunner.LOAD:
            self._load(msgpack.unpackb(body))
        elif kind is ToRunner.FORK:
            self._fork()
        elif kind is ToRunner.KILL:
            self._kill()

    def _load(self, order: dict[str, Any]) -> None:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            for name in order["preload"]:
                with contextlib.suppress(ImportError):
                    importlib.import_module(name)
            _warm_up(order["preload"])
        self._job = Job(order["source"], order["filename"], tuple(order["names"]))
        gc.collect()
        gc.freeze()
        _tell(FromRunner.LOADED)

    def _fork(self) -> None:
        if self._job is None or self._case is not None:
            raise RuntimeError("FORK before LOAD, or twice")
        ours, theirs = socket.socketpair()
        out, err = os.pipe(), os.pipe()
        try:
            pid = os.fork()
        except OSError as error:
            for end in (ours, theirs):
                end.close()
            for descriptor in (*out, *err):
                os.close(descriptor)
            _tell(FromRunner.ENDED, msgpack.packb([0, error.errno]))
            return
        if pid == 0:
            run_case(self._job, theirs.fileno(), out[1], err[1])
        theirs.close()
        for descriptor in (out[1], err[1]):
            os.close(descriptor)
        for descriptor in (out[0], err[0], ours.fileno()):
            os.set_blocking(descriptor, False)
            self._poll.register(descriptor, select.POLLIN)
        self._case = _Case(pid, ours, {out[0]: 1, err[0]: 2})

    def _to_case(self, body: memoryview) -> None:
        if self._case is None:
            return
        if not self._case.outgoing:
            body = body[self._send(body) :]
        if body:
            self._case.outgoing += body
            self._poll.register(self._case.channel, select.POLLIN | select.POLLOUT)

    def _send(self, data: memoryview | bytearray) -> int:
        if self._case is None:
            return len(data)
        try:
            return self._case.channel.send(data)
        except BlockingIOError:
            return 0
        except OSError:  # the process closed its end: its death is told by _reap
            return len(data)

    def _serve_case(self, descriptor: int) -> None:
        case = self._case
        if case is None:
            return
        if case.outgoing:
            del case.outgoing[: self._send(case.outgoing)]
            if not case.outgoing:
                self._poll.register(case.channel, select.POLLIN)
        self._forward_prints()  # what was printed before an answer arrives before it
        if descriptor == case.channel.fileno():
            self._forward_answer()

    def _forward_prints(self) -> None:
        case = self._case
        if case is None:
            return
        for descriptor, stream in list(case.prints.items()):
            try:
                data = os.read(descriptor, _PRINT_CHUNK)
            except BlockingIOError:
                continue
            if data:
                _tell(FromRunner.PRINTED, bytes([stream]) + data)
            else:
                self._unwatch(descriptor)
                os.close(descriptor)
                del case.prints[descriptor]

    def _forward_answer(self) -> bool:
        case = self._case
        if case is None:
            return False
        try:
            data = case.channel.recv(_CHUNK)
        except BlockingIOError:
            return False
        except OSError:
            data = b""
        if data:
            _tell(FromRunner.DATA, data)
        else:
            self._unwatch(case.channel.fileno())
        return bool(data)

    def _reap(self) -> None:
        """Collect what has died; when the case's own process has, tell the host after passing its last bytes on."""
        for pid, status in kernel.dead_children():
            if self._case is not None and pid == self._case.pid:
                self._forward_prints()
                while self._forward_answer():
                    pass
                _tell(FromRunner.ENDED, msgpack.packb(_exit(status)))

    def _unwatch(self, descriptor: int) -> None:
        with contextlib.suppress(KeyError):  # its other end was closed before
            self._poll.unregister(descriptor)

    def _kill(self) -> None:
        if self._case is not None:
            for descriptor in (self._case.channel.fileno(), *self._case.prints):
                self._unwatch(descriptor)
            kernel.kill_descendants(self._case.pid)
            self._case.close()
            self._case = None
        dirty = not kernel.clear_scratch()
        _tell(FromRunner.CLEAN, b"dirty" if dirty else b"")


def _warm_up(libraries: list[str]) -> None:
    """Cross with a value of each library once: what that imports and caches, every fork then has."""
    codec = Codec()
    if "numpy" in libraries:
        numpy = importlib.import_module("numpy")
        codec.decode(codec.encode(numpy.zeros(1)))
    if "pandas" in libraries:
        pandas = importlib.import_module("pandas")
        codec.decode(codec.encode(pandas.DataFrame({"number": [0.5], "text": ["a"]})))


def _exit(status: int) -> list[int]:
    """[signal or 0, exit status] of a wait status."""
    if os.WIFSIGNALED(status):
        return [os.WTERMSIG(status), 0]
    return [0, os.WEXITSTATUS(status)]


def _tell(kind: FromRunner, body: bytes = b"") -> None:
    write_all(_HOST_OUT, encode_frame(bytes([kind]), body))
