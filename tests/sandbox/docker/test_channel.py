"""The attach stream: demultiplexing as a pure function, the channel over a socket pair."""

from __future__ import annotations

import select
import socket
import threading
from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sandbox.docker.channel import INBOX_BYTES, STDERR, STDERR_KEPT, STDOUT, Channel, Demultiplexer
from sandbox.engine import SandboxLost


def chunk(stream: int, data: bytes) -> bytes:
    return bytes([stream, 0, 0, 0]) + len(data).to_bytes(4, "big") + data


def lost(reason: str) -> SandboxLost:
    return SandboxLost(reason or "ended")


@pytest.fixture
def ends() -> Iterator[tuple[Channel, socket.socket]]:
    """A channel, and the other end of its connection."""
    ours, theirs = socket.socketpair()
    channel = Channel(ours, lost, stall_seconds=0.2)
    with theirs:
        yield channel, theirs
    channel.close()


@given(
    chunks=st.lists(st.tuples(st.sampled_from([STDOUT, STDERR]), st.binary(max_size=40))),
    cuts=st.lists(st.integers(1, 60)),
)
def test_any_split_of_a_stream_gives_the_same_bytes(
    chunks: list[tuple[int, bytes]], cuts: list[int]
) -> None:
    data = b"".join(chunk(stream, content) for stream, content in chunks)
    demultiplexer = Demultiplexer()
    got = {STDOUT: b"", STDERR: b""}
    for cut in [*cuts, len(data)]:
        piece, data = data[:cut], data[cut:]
        for stream, content in demultiplexer.feed(piece):
            got[stream] += content
    for stream, content in demultiplexer.feed(data):
        got[stream] += content
    for number in (STDOUT, STDERR):
        assert got[number] == b"".join(content for stream, content in chunks if stream == number)


@given(st.lists(st.binary(max_size=30)))
def test_any_bytes_are_refused_or_split(pieces: list[bytes]) -> None:
    demultiplexer = Demultiplexer()
    size = 0
    try:
        for piece in pieces:
            size += sum(len(content) for _, content in demultiplexer.feed(piece))
    except ValueError:
        return
    assert size <= sum(map(len, pieces))


@pytest.mark.parametrize("header", [b"\3\0\0\0\0\0\0\1", b"\1\0\1\0\0\0\0\1", b"HTTP/1.1"])
def test_a_header_that_is_none_is_refused(header: bytes) -> None:
    with pytest.raises(ValueError, match="not an attach stream"):
        Demultiplexer().feed(header)


def test_output_and_diagnosis_are_kept_apart(ends: tuple[Channel, socket.socket]) -> None:
    channel, theirs = ends
    theirs.sendall(chunk(STDOUT, b"one") + chunk(STDERR, b"warn\x1b[31m\n") + chunk(STDOUT, b"two"))
    assert channel.receive() == b"onetwo"
    assert channel.diagnosis() == "warn\ufffd[31m\n"


def test_only_diagnostics_give_no_bytes(ends: tuple[Channel, socket.socket]) -> None:
    channel, theirs = ends
    theirs.sendall(chunk(STDERR, b"x" * STDERR_KEPT + b"the end"))
    while len(channel.diagnosis()) < STDERR_KEPT:
        assert channel.receive() == b""
    assert channel.receive() == b""
    assert channel.diagnosis().endswith("xthe end")
    assert len(channel.diagnosis()) == STDERR_KEPT


def test_receiving_nothing_does_not_wait(ends: tuple[Channel, socket.socket]) -> None:
    assert ends[0].receive() == b""
    assert not ends[0].pending()


def test_the_end_comes_after_the_last_bytes(ends: tuple[Channel, socket.socket]) -> None:
    channel, theirs = ends
    theirs.sendall(chunk(STDOUT, b"bye"))
    theirs.close()
    assert channel.receive() == b"bye"
    with pytest.raises(SandboxLost, match="ended"):
        channel.receive()
    assert channel.pending()
    with pytest.raises(SandboxLost, match="ended"):
        channel.send(b"x")


def test_a_malformed_stream_ends_the_channel(ends: tuple[Channel, socket.socket]) -> None:
    channel, theirs = ends
    theirs.sendall(b"HTTP/1.1 500")
    with pytest.raises(SandboxLost, match="not an attach stream"):
        channel.receive()


def test_bytes_sent_to_a_program_that_is_gone(ends: tuple[Channel, socket.socket]) -> None:
    channel, theirs = ends
    theirs.sendall(chunk(STDOUT, b"last"))
    theirs.close()
    with pytest.raises(SandboxLost):
        channel.send(b"x" * (4 << 20))
    assert channel.pending()
    assert channel.receive() == b"last"


def test_a_program_that_never_reads(ends: tuple[Channel, socket.socket]) -> None:
    with pytest.raises(SandboxLost, match=r"read nothing for 0\.2 s"):
        ends[0].send(b"x" * (4 << 20))


def test_both_sides_writing_at_once_do_not_block_each_other(
    ends: tuple[Channel, socket.socket],
) -> None:
    channel, theirs = ends
    size = 4 << 20
    received = bytearray()

    def other_side() -> None:
        theirs.sendall(chunk(STDOUT, b"y" * size))  # does not read before it has written all
        while len(received) < size:
            received.extend(theirs.recv(1 << 16))

    thread = threading.Thread(target=other_side)
    thread.start()
    channel.send(b"x" * size)
    thread.join()
    assert bytes(received) == b"x" * size
    assert channel.pending()
    got = b""
    while len(got) < size:
        if not channel.pending():
            select.select([channel], [], [])
        got += channel.receive()
    assert got == b"y" * size


def test_what_is_drained_while_writing_is_bounded(ends: tuple[Channel, socket.socket]) -> None:
    channel, theirs = ends
    theirs.setblocking(False)
    flood = chunk(STDOUT, b"y" * (INBOX_BYTES // 2))
    stop = threading.Event()

    def flooding() -> None:
        at = 0
        while not stop.is_set():
            select.select([], [theirs], [], 0.01)
            try:
                at = (at + theirs.send(memoryview(flood)[at:])) % len(flood)
            except OSError:
                continue

    thread = threading.Thread(target=flooding)
    thread.start()
    with pytest.raises(SandboxLost, match="read nothing"):
        channel.send(b"x" * (4 << 20))
    stop.set()
    thread.join()
    assert len(channel.receive()) < INBOX_BYTES + (2 << 20)
