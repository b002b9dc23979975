"""Frames: cut right whatever the chunks, and nothing allocated for a promise."""

from __future__ import annotations

import io
import os
import threading
import tracemalloc

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sandbox.wire.frames import FrameError, FrameReader, encode_frame, read_frame, write_all


@given(st.lists(st.binary(max_size=300), max_size=8), st.lists(st.integers(1, 200)))
def test_any_chunks_give_the_same_frames(payloads: list[bytes], cuts: list[int]) -> None:
    stream = b"".join(map(encode_frame, payloads))
    reader, got = FrameReader(300), []
    for cut in [*cuts, len(stream)]:
        chunk, stream = stream[:cut], stream[cut:]
        reader.feed(chunk)
        got += list(reader)
    assert got == payloads
    assert reader.pending == 0


@pytest.mark.parametrize("kind", [bytes, bytearray, memoryview])
def test_payloads_of_any_buffer_type(kind: type) -> None:
    assert encode_frame(kind(b"ab")) == b"\0\0\0\2ab"


def test_an_oversize_length_is_refused_with_its_header_and_ever_after() -> None:
    reader = FrameReader(10)
    with pytest.raises(FrameError, match="11 bytes"):
        reader.feed(encode_frame(b"good") + b"\0\0\0\x0b")
    with pytest.raises(FrameError):
        reader.feed(b"x")
    assert list(reader) == [b"good"]


def test_pending_counts_what_is_held() -> None:
    reader = FrameReader(10)
    reader.feed(encode_frame(b"abc") + b"\0\0")
    assert reader.pending == 5
    assert list(reader) == [b"abc"]
    assert reader.pending == 2


def test_a_large_frame_in_small_chunks_is_held_about_once() -> None:
    frame = encode_frame(bytes(8 << 20))
    reader = FrameReader(8 << 20)
    tracemalloc.start()
    for start in range(0, len(frame), 1 << 16):
        reader.feed(frame[start : start + (1 << 16)])
    (payload,) = reader
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert len(payload) == 8 << 20
    assert peak < 3 * (8 << 20)


def test_a_promise_allocates_nothing() -> None:
    tracemalloc.start()
    FrameReader(2**32).feed(b"\xff\xff\xff\xff")
    with pytest.raises(FrameError, match="inside"):
        read_frame(io.BytesIO(b"\xff\xff\xff\xffab").read, 2**32)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert peak < 1 << 20


def test_read_frame_until_the_end() -> None:
    stream = io.BytesIO(encode_frame(b"a") + encode_frame(b""))
    assert [read_frame(stream.read, 9) for _ in range(3)] == [b"a", b"", None]


@pytest.mark.parametrize("data", [b"\0", b"\0\0\0\2a", b"\0\0\0\x0aaaaaaaaaaa"])
def test_read_frame_refuses(data: bytes) -> None:
    with pytest.raises(FrameError):
        read_frame(io.BytesIO(data).read, 9)


def test_a_reader_that_gives_too_much_is_refused() -> None:
    with pytest.raises(FrameError, match="asked for 4"):
        read_frame(lambda n: b"x" * (n + 1), 100)


def test_write_all_through_a_pipe_that_fills() -> None:
    inward, outward = os.pipe()
    data = os.urandom(1 << 18)
    writer = threading.Thread(target=write_all, args=(outward, memoryview(data)))
    writer.start()
    with open(inward, "rb", buffering=0) as stream:
        got = bytearray()
        while len(got) < len(data):
            got += stream.read(1 << 16)
    writer.join()
    os.close(outward)
    assert got == data
