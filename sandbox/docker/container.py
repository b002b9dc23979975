"""A running container: its channel, its counters, how it ended."""

from __future__ import annotations

import contextlib
import signal
import socket
import time
from collections.abc import Callable, Mapping
from typing import Any, Final

from sandbox.docker.cgroup import NO_USAGE, CgroupReader, reader_of
from sandbox.docker.channel import Channel
from sandbox.docker.connect import Connection, engine_faults
from sandbox.engine import Program, SandboxError, SandboxLost, Usage

_STATE_SECONDS: Final = 3.0
_OUT_OF_MEMORY: Final = "ran out of memory"


class DockerSandbox:
    """A running container and its channel."""

    def __init__(
        self,
        connection: Connection,
        name: str,
        container_id: str,
        program: Program,
        stream: Any,
        remove: Callable[[str], None],
    ) -> None:
        self.name = name
        self._client = connection.client
        self._host = connection.host
        self._id = container_id
        self._program = program
        self._stream = stream  # kept: the response that owns the connection dies with it
        self._channel = Channel(underlying(stream), self._explain)
        self._remove = remove
        self._reader: CgroupReader | None = None
        self._looked = False
        self._closed = False

    def fileno(self) -> int:
        """The attach connection's descriptor."""
        return self._channel.fileno()

    def pending(self) -> bool:
        """Whether `receive` has something that the descriptor does not show."""
        return self._channel.pending()

    def send(self, data: bytes) -> None:
        """Write to the program's standard input; raises SandboxLost."""
        self._channel.send(data)

    def receive(self) -> bytes:
        """What the program has written, b"" for nothing yet; raises SandboxLost at its end."""
        return self._channel.receive()

    def usage(self) -> Usage:
        """Its cgroup's counters where readable (10 µs), else the engine's (5 ms); never raises."""
        reader = self._cgroup()
        return reader.read() if reader else self._statistics()

    def reset_peak(self) -> None:
        """Begin a new peak where this host may write the container's cgroup files."""
        if reader := self._cgroup():
            reader.reset_peak()

    def diagnosis(self) -> str:
        """The last 8 KiB of standard error, made printable."""
        return self._channel.diagnosis()

    def close(self) -> None:
        """Kill and remove the container; waits until it is gone. May be called twice."""
        if self._closed:
            return
        self._channel.close()
        close_stream(self._stream)
        if self._reader:
            self._reader.close()
        self._remove(self.name)
        self._closed = True

    def _cgroup(self) -> CgroupReader | None:
        """Found at the first reading, when the container surely runs: it takes a request."""
        if not self._looked:
            self._looked = True
            with contextlib.suppress(SandboxError), self._faults("inspecting a container"):
                pid = self._client.inspect_container(self._id)["State"]["Pid"]
                self._reader = reader_of(self._id, pid) if pid else None
        return self._reader

    def _statistics(self) -> Usage:
        with contextlib.suppress(SandboxError), self._faults("reading statistics"):
            return parse_statistics(self._client.stats(self._id, stream=False, one_shot=True))
        return NO_USAGE

    def _faults(self, doing: str) -> contextlib.AbstractContextManager[None]:
        return engine_faults(doing, self._host)

    def _explain(self, end: str) -> SandboxLost:
        reason = end or self._reason()
        last = self._channel.diagnosis().strip().splitlines()[-1:]
        wrote = f" It last wrote: {last[0][:200]}" if last else ""
        memory = reason.startswith(_OUT_OF_MEMORY)
        return SandboxLost(f"The {self._program.image} container {reason}.{wrote}", memory=memory)

    def _reason(self) -> str:
        """Why the stream ended, from the container's state, which may follow with a delay."""
        from docker.errors import DockerException, NotFound
        from requests.exceptions import RequestException

        deadline = time.monotonic() + _STATE_SECONDS
        try:
            state = self._client.inspect_container(self._id)["State"]
            while state["Running"] and time.monotonic() < deadline:
                time.sleep(0.02)
                state = self._client.inspect_container(self._id)["State"]
        except NotFound:
            return "was removed by somebody else"
        except (DockerException, RequestException, OSError):
            return "was lost: the Docker engine stopped answering"
        return describe_end(state, self._program.limits.memory_bytes)


def describe_end(state: Mapping[str, Any], memory_bytes: int) -> str:
    """A container's state, as the engine reports it, as the predicate of a sentence."""
    status = state["ExitCode"]
    if state["Running"]:
        return "closed its channel but still runs"
    if state["OOMKilled"]:
        return f"{_OUT_OF_MEMORY} (limit {memory_bytes >> 20} MiB)"
    if status > 128:
        with contextlib.suppress(ValueError):
            return f"was killed ({signal.Signals(status - 128).name})"
    return f"ended early with exit status {status}"


def parse_statistics(stats: Mapping[str, Any]) -> Usage:
    """Usage from an answer of the engine's stats request, which does not count OOM kills."""
    cpu = stats.get("cpu_stats", {}).get("cpu_usage", {}).get("total_usage")
    memory = stats.get("memory_stats", {})
    return Usage(
        cpu_seconds=None if cpu is None else cpu / 1e9,
        memory_bytes=memory.get("usage"),
        peak_memory_bytes=memory.get("max_usage"),
        oom_kills=None,
    )


def underlying(stream: Any) -> socket.socket:
    """The socket below what the SDK hands out: a raw file over it, with TLS the socket itself."""
    found = getattr(stream, "_sock", stream)
    if not isinstance(found, socket.socket):
        raise SandboxError("Engines at this kind of address are not supported.")
    return found


def close_stream(stream: Any) -> None:
    """Close the connection of an attach stream, whose response and file both hold it open."""
    underlying(stream).close()
    response = getattr(stream, "_response", None)
    if response is not None:
        response.close()
    stream.close()
