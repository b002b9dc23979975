"""Length-prefixed frames: four bytes, big endian, then that many bytes of payload."""

from __future__ import annotations

import os
from collections import deque
from collections.abc import Callable, Iterator

from sandbox.wire.errors import FrameError, WireError

__all__ = [
    "FrameError",
    "FrameReader",
    "WireError",
    "encode_frame",
    "frame_header",
    "read_frame",
    "write_all",
]

Bytes = bytes | bytearray | memoryview

_HEADER = 4
_LARGEST = 2**32 - 1
_CHUNK = 1 << 20


def encode_frame(*parts: Bytes) -> bytes:
    """Return the payload, joined from its parts, with its length before it.

    Raises FrameError above 4 GiB.
    """
    return b"".join((frame_header(*parts), *parts))


def frame_header(*parts: Bytes) -> bytes:
    """Return what comes before a payload of these parts; raises FrameError above 4 GiB."""
    size = sum(part.nbytes if isinstance(part, memoryview) else len(part) for part in parts)
    if size > _LARGEST:
        raise FrameError(f"a payload of {size} bytes does not fit into a frame")
    return size.to_bytes(_HEADER, "big")


class FrameReader:
    """Cuts a stream that arrives in chunks of any size into frames of at most `max_bytes`."""

    def __init__(self, max_bytes: int) -> None:
        self._max_bytes = max_bytes
        self._partial = bytearray()
        self._frames: deque[bytes] = deque()
        self._ready = 0
        self._broken: str | None = None

    @property
    def pending(self) -> int:
        """Bytes that were fed and not yet handed out, headers of complete frames aside."""
        return len(self._partial) + self._ready

    def feed(self, data: Bytes) -> None:
        """Take the next chunk; raises FrameError, for good, once a length is too large."""
        if self._broken is not None:
            raise FrameError(self._broken)
        self._partial += data
        position = 0
        try:
            while (end := self._end_of_frame(position)) is not None:
                self._keep(position + _HEADER, end)
                position = end
        finally:
            if position:
                del self._partial[:position]

    def __iter__(self) -> Iterator[bytes]:
        """Yield, and forget, the payloads that are complete."""
        while self._frames:
            frame = self._frames.popleft()
            self._ready -= len(frame)
            yield frame

    def _end_of_frame(self, position: int) -> int | None:
        body = position + _HEADER
        if len(self._partial) < body:
            return None
        size = int.from_bytes(self._partial[position:body], "big")
        if size > self._max_bytes:
            self._broken = _too_large(size, self._max_bytes)
            raise FrameError(self._broken)
        return body + size if len(self._partial) >= body + size else None

    def _keep(self, start: int, end: int) -> None:
        with memoryview(self._partial) as view:
            self._frames.append(bytes(view[start:end]))
        self._ready += end - start


def read_frame(read: Callable[[int], bytes], max_bytes: int) -> bytes | None:
    """Read one payload with a blocking `read(n)`; None when the stream ends between two frames."""
    header = _read_exactly(read, _HEADER)
    if not header:
        return None
    if len(header) == _HEADER:
        size = int.from_bytes(header, "big")
        if size > max_bytes:
            raise FrameError(_too_large(size, max_bytes))
        payload = _read_exactly(read, size)
        if len(payload) == size:
            return payload
    raise FrameError("the stream ended inside a frame")


def write_all(fd: int, data: Bytes) -> None:
    """Write every byte to a blocking descriptor; raises OSError as `os.write` does."""
    view = memoryview(data).cast("B")
    while view:
        view = view[os.write(fd, view) :]


def _read_exactly(read: Callable[[int], bytes], size: int) -> bytes:
    received = bytearray()
    while len(received) < size:
        wanted = min(size - len(received), _CHUNK)
        chunk = read(wanted)
        if not chunk:
            break
        if len(chunk) > wanted:
            raise FrameError(f"asked for {wanted} bytes and was given {len(chunk)}")
        received += chunk
    return bytes(received)


def _too_large(size: int, max_bytes: int) -> str:
    return f"a frame of {size} bytes is announced, the cap is {max_bytes}"
