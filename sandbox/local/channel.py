"""The byte channel to a local program: a socket pair for input and output, a pipe for stderr."""

from __future__ import annotations

import os
import select
import socket
import time
from collections import deque

from sandbox.engine import SandboxLost

_CHUNK = 1 << 18
_TAIL = 8192
_HOARD = 64 << 20  # bytes of unread output kept while a send waits
_SLOWEST = 16 << 20  # bytes per second that a program must read at least
_SOCKET_BUFFER = 1 << 20


class Channel:
    """The host's end. Not for several threads at once."""

    def __init__(self, name: str, patience: float) -> None:
        self._name = name
        self._patience = patience
        self._ours, theirs = socket.socketpair()
        self._diagnostics, writer = os.pipe()
        self.program_end: tuple[int, int] = (theirs.detach(), writer)
        for end in (self._ours.fileno(), self.program_end[0]):
            _enlarge(end)
        self._ours.setblocking(False)
        os.set_blocking(self._diagnostics, False)
        self._ready = select.epoll()
        self._ready.register(self._ours, select.EPOLLIN)
        self._ready.register(self._diagnostics, select.EPOLLIN)
        self._buffered: deque[bytes] = deque()
        self._hoarded = 0
        self._tail = b""
        self._open = self._talks = True

    def let_go(self) -> None:
        """Close the program's ends, once it has them."""
        for descriptor in self.program_end:
            if descriptor >= 0:
                os.close(descriptor)
        self.program_end = (-1, -1)

    def fileno(self) -> int:
        """Readable when output, diagnostics or the end are there."""
        return self._ready.fileno()

    def pending(self) -> bool:
        """Whether output was read ahead while sending."""
        return bool(self._buffered)

    def send(self, data: bytes) -> None:
        """Write all, reading ahead meanwhile, so that two full pipes never wait for each other."""
        deadline = time.monotonic() + self._patience + len(data) / _SLOWEST
        rest = memoryview(data)
        while rest:
            try:
                rest = rest[self._ours.send(rest) :]
            except BlockingIOError:
                self._wait_for_room(deadline)
            except OSError as error:
                raise self._lost("ended") from error

    def receive(self) -> bytes:
        """Output, or b"" when only diagnostics came; waits when nothing is there."""
        if self._buffered:
            data = self._buffered.popleft()
            self._hoarded -= len(data)
            return data
        self._alive()
        for descriptor, _ in self._ready.poll():
            if descriptor == self._diagnostics:
                self._collect()
            else:
                return self._take()
        return b""

    def tail(self) -> str:
        """The end of what the program wrote to stderr."""
        if self._open:
            self._collect()
        return self._tail.decode("utf-8", "replace")

    def close(self) -> None:
        """Close our ends, keeping the diagnostics read so far. May be called twice."""
        if self._open:
            self._collect()
            self._open = False
            self._ready.close()
            self._ours.close()
            os.close(self._diagnostics)

    def _take(self) -> bytes:
        try:
            data = self._ours.recv(_CHUNK)
        except BlockingIOError:
            return b""
        except OSError as error:
            raise self._lost("ended") from error
        if not data:
            raise self._lost("ended")
        return data

    def _wait_for_room(self, deadline: float) -> None:
        left = deadline - time.monotonic()
        if left <= 0:
            raise self._lost("does not read what is sent to it")
        wanted = select.POLLOUT | (select.POLLIN if self._hoarded < _HOARD else 0)
        poller = select.poll()
        poller.register(self._ours, wanted)
        if self._talks:
            poller.register(self._diagnostics, select.POLLIN)
        for descriptor, events in poller.poll(left * 1000):
            if descriptor == self._diagnostics:
                self._collect()
            elif events & select.POLLIN:
                data = self._take()
                self._buffered.append(data)
                self._hoarded += len(data)

    def _collect(self) -> None:
        """Drain stderr, keeping its end; one chunk at a time, so that a flood cannot hold us."""
        if not self._talks:
            return
        try:
            data = os.read(self._diagnostics, _CHUNK)
        except BlockingIOError:
            return
        if data:
            self._tail = (self._tail + data)[-_TAIL:]
        else:
            self._ready.unregister(self._diagnostics)
            self._talks = False

    def _alive(self) -> None:
        if not self._open:
            raise SandboxLost(f"{self._name} is closed.")

    def _lost(self, what: str) -> SandboxLost:
        lines = self.tail().strip().splitlines()
        return SandboxLost(f"{self._name} {what}.", lines[-1] if lines else "")


def _enlarge(descriptor: int) -> None:
    """Room for big frames: fewer switches between the two sides. The kernel may grant less."""
    end = socket.socket(fileno=descriptor)
    try:
        for option in (socket.SO_SNDBUF, socket.SO_RCVBUF):
            end.setsockopt(socket.SOL_SOCKET, option, _SOCKET_BUFFER)
    finally:
        end.detach()
