"""A byte channel over the Engine API's attach stream: demultiplexed, standard error set aside.

The engine prefixes every chunk with eight bytes: the stream's number, three zeros, the length
(big-endian). Writing never waits for ever: while the program does not read, what it writes is
drained into a buffer.
"""

from __future__ import annotations

import contextlib
import select
import socket
import ssl
import time
from collections.abc import Callable
from typing import Final

from sandbox.engine import SandboxLost

STDOUT: Final = 1
STDERR: Final = 2
HEADER_BYTES: Final = 8
RECEIVE_BYTES: Final = 1 << 20
INBOX_BYTES: Final = 64 << 20
STDERR_KEPT: Final = 8 << 10
_NO_MORE_NOW: Final = (BlockingIOError, ssl.SSLWantReadError, ssl.SSLWantWriteError)


class Demultiplexer:
    """Splits an attach stream, fed in pieces of any size, into (stream number, bytes) chunks."""

    def __init__(self) -> None:
        self._header = bytearray()
        self._stream = STDOUT
        self._left = 0

    def feed(self, data: bytes | memoryview) -> list[tuple[int, memoryview]]:
        """The chunks in `data`, whole or in part, as views of it; ValueError at a bad header."""
        view = memoryview(data)
        chunks: list[tuple[int, memoryview]] = []
        at, end = 0, len(view)
        while at < end:
            if self._left:
                upto = min(end, at + self._left)
                chunks.append((self._stream, view[at:upto]))
                self._left -= upto - at
            else:
                upto = min(end, at + HEADER_BYTES - len(self._header))
                self._header += view[at:upto]
                if len(self._header) == HEADER_BYTES:
                    self._open_chunk()
            at = upto
        return chunks

    def _open_chunk(self) -> None:
        stream, padding = self._header[0], self._header[1:4]
        if stream not in (STDOUT, STDERR) or any(padding):
            raise ValueError(f"not an attach stream: header {self._header.hex()}")
        self._stream = stream
        self._left = int.from_bytes(self._header[4:8], "big")
        self._header.clear()


class Channel:
    """Both directions of an attached container over `connection`, which it owns.

    `lost` explains the end of the stream, given a reason or "" when only the container knows one;
    it is called once.
    """

    def __init__(
        self,
        connection: socket.socket,
        lost: Callable[[str], SandboxLost],
        stall_seconds: float = 30.0,
    ) -> None:
        connection.setblocking(False)
        self._connection = connection
        self._lost = lost
        self._stall_seconds = stall_seconds
        self._demultiplexer = Demultiplexer()
        self._buffer = memoryview(bytearray(RECEIVE_BYTES))
        self._inbox: list[bytes] = []
        self._inbox_bytes = 0
        self._stderr = bytearray()
        self._end: str | None = None
        self._loss: SandboxLost | None = None

    def fileno(self) -> int:
        """The connection's descriptor; -1 once closed."""
        return self._connection.fileno()

    def pending(self) -> bool:
        """True when `receive` has something to give or to raise that the descriptor hides."""
        if self._inbox or self._end is not None:
            return True
        return isinstance(self._connection, ssl.SSLSocket) and self._connection.pending() > 0

    def receive(self) -> bytes:
        """Output that has arrived, b"" for none yet; never waits. Raises SandboxLost at the end."""
        if self._inbox:
            data = b"".join(self._inbox)
            self._inbox.clear()
            self._inbox_bytes = 0
            return data
        data = self._read()
        if not data and self._end is not None:
            raise self._gone()
        return data

    def send(self, data: bytes) -> None:
        """Write all of `data`; raises SandboxLost when the program is gone or does not read."""
        rest = memoryview(data)
        deadline = time.monotonic() + self._stall_seconds
        while rest:
            if self._end is not None:
                raise self._gone()
            sent = self._write(rest)
            if sent:
                rest = rest[sent:]
                deadline = time.monotonic() + self._stall_seconds
            elif time.monotonic() > deadline:
                self._end = f"read nothing for {self._stall_seconds:g} s"
            else:
                self._wait_to_write(deadline)

    def diagnosis(self) -> str:
        """The end of standard error; control characters replaced, for its writer is not trusted."""
        text = bytes(self._stderr).decode("utf-8", "replace")
        return "".join(c if c.isprintable() or c in "\n\t" else "\ufffd" for c in text)

    def close(self) -> None:
        """Close the connection; the container's standard input ends."""
        self._end = self._end or "was closed"
        with contextlib.suppress(OSError):
            # The program sees the end at once, even if a file object still holds the descriptor.
            self._connection.shutdown(socket.SHUT_RDWR)
        self._connection.close()

    def _gone(self) -> SandboxLost:
        if self._loss is None:
            self._loss = self._lost(self._end or "")
        return self._loss

    def _write(self, data: memoryview) -> int:
        try:
            return self._connection.send(data)
        except _NO_MORE_NOW:
            return 0
        except OSError:
            # What it wrote before its end may still be readable, and says more than a broken pipe.
            while self._drain():
                pass
            self._end = self._end or ""
            return 0

    def _wait_to_write(self, deadline: float) -> None:
        """Wait until the connection takes more bytes, reading what the program writes meanwhile."""
        drains = self._inbox_bytes < INBOX_BYTES
        poller = select.poll()
        poller.register(self._connection, select.POLLOUT | (select.POLLIN if drains else 0))
        events = poller.poll(1000 * max(0.0, deadline - time.monotonic()))
        if any(event & ~select.POLLOUT for _, event in events):
            self._drain()

    def _drain(self) -> bool:
        data = self._read()
        if data:
            self._inbox.append(data)
            self._inbox_bytes += len(data)
        return bool(data) and self._inbox_bytes < INBOX_BYTES

    def _read(self) -> bytes:
        """One read of the connection; notes its end."""
        if self._end is not None:
            return b""
        try:
            count = self._connection.recv_into(self._buffer)
        except _NO_MORE_NOW:
            return b""
        except OSError:
            count = 0
        if not count:
            self._end = ""
            return b""
        return self._take(self._buffer[:count])

    def _take(self, data: memoryview) -> bytes:
        try:
            chunks = self._demultiplexer.feed(data)
        except ValueError as error:
            self._end = str(error)
            return b""
        for stream, chunk in chunks:
            if stream == STDERR:
                self._stderr += chunk[-STDERR_KEPT:]
        del self._stderr[:-STDERR_KEPT]
        return b"".join([chunk for stream, chunk in chunks if stream == STDOUT])
