"""One running program of the local engine, from its start to an end that leaves nothing."""

from __future__ import annotations

import contextlib
import json
import os
import select
import shutil
import signal
import subprocess
import time
from collections.abc import Callable
from pathlib import Path

from sandbox.docker.cgroup import CgroupReader
from sandbox.engine import SandboxError, SandboxLost, Usage
from sandbox.local.backends import Command
from sandbox.local.cgroups import ControlGroup
from sandbox.local.channel import Channel
from sandbox.local.inside.monitor import BEGIN, GOODBYE
from sandbox.local.processes import ProcessTree

_START_SECONDS = 20.0
_END_SECONDS = 15.0
_PARTIAL = 1 << 16

Prepare = Callable[[int, int], Command]
Spawn = Callable[[Callable[[], "subprocess.Popen[bytes]"]], "subprocess.Popen[bytes]"]


class LocalSandbox:
    """Implements sandbox.engine.Sandbox for a process of this machine."""

    def __init__(
        self, name: str, prepare: Prepare, spawn: Spawn, group: ControlGroup | None, patience: float
    ) -> None:
        """Start it; raises SandboxError, and then nothing is left behind."""
        self.name = name
        self._group = group
        self._channel = Channel(name, patience)
        self.grouped = group is not None
        self.closed = False
        self._scratch: Path | None = None
        self._process: subprocess.Popen[bytes] | None = None
        self._first = self._gate = -1
        self._meter: CgroupReader | ProcessTree | None = None
        self._last = Usage(None, None, None, None)
        try:
            self._start(prepare, spawn)
        except BaseException:
            self.close()
            raise

    def fileno(self) -> int:
        """See `Sandbox`."""
        return self._channel.fileno()

    def pending(self) -> bool:
        """See `Sandbox`."""
        return self._channel.pending()

    def send(self, data: bytes) -> None:
        """See `Sandbox`."""
        try:
            self._channel.send(data)
        except SandboxLost as lost:
            raise self._explained(lost) from lost

    def receive(self) -> bytes:
        """See `Sandbox`."""
        try:
            return self._channel.receive()
        except SandboxLost as lost:
            raise self._explained(lost) from lost

    def _explained(self, lost: SandboxLost) -> SandboxLost:
        """The same, and whether the kernel has killed for want of memory since the last reading."""
        before = self._last.oom_kills or 0
        return SandboxLost(lost.message, lost.hint, memory=(self.usage().oom_kills or 0) > before)

    def usage(self) -> Usage:
        """See `Sandbox`. After the end: the last reading before it."""
        if self._meter is not None:
            self._last = self._meter.read()
        return self._last

    def reset_peak(self) -> None:
        """See `Sandbox`."""
        if self._meter is not None:
            self._meter.reset_peak()

    def diagnosis(self) -> str:
        """See `Sandbox`."""
        return self._channel.tail()

    def close(self) -> None:
        """See `Sandbox`."""
        self.closed = True
        if self._meter is not None:
            self.usage()
            self._meter.close()
            self._meter = None
        if self._gate >= 0:
            with contextlib.suppress(BrokenPipeError):
                os.write(self._gate, GOODBYE)
            os.close(self._gate)  # a monitor takes this as the order to end everything
            self._gate = -1
        self._end_processes()
        if self._group is not None:
            self._group.close()
            self._group = None
        self._channel.let_go()
        self._channel.close()
        if self._scratch is not None:
            shutil.rmtree(self._scratch, ignore_errors=True)

    def _start(self, prepare: Prepare, spawn: Spawn) -> None:
        reported, report = os.pipe()
        held, self._gate = os.pipe()
        try:
            command = prepare(report, held)
            self._scratch = command.scratch
            self._process = spawn(lambda: self._popen(command, report, held))
            self._channel.let_go()
            os.close(report)
            report = -1
            number = self._reported_number(reported)
            self._first = os.pidfd_open(number)
            self._measure(number)
            os.write(self._gate, BEGIN)
        except OSError as error:
            raise SandboxError(f"The sandbox did not start: {error}", self._tail()) from error
        finally:
            for descriptor in (reported, report, held):
                if descriptor >= 0:
                    os.close(descriptor)

    def _popen(self, command: Command, report: int, gate: int) -> subprocess.Popen[bytes]:
        channel, diagnostics = self._channel.program_end
        return subprocess.Popen(  # noqa: S603 - words of our own, no shell
            command.words,
            stdin=channel,
            stdout=channel,
            stderr=diagnostics,
            env={},
            cwd="/",
            pass_fds=(report, gate),
            start_new_session=True,
        )

    def _reported_number(self, descriptor: int) -> int:
        """The program's process number: a line of its own, or bubblewrap's JSON object."""
        text = b""
        deadline = time.monotonic() + _START_SECONDS
        while not text.endswith((b"\n", b"}")):
            left = deadline - time.monotonic()
            ready = select.select([descriptor], [], [], max(left, 0))[0]
            data = os.read(descriptor, _PARTIAL) if ready else b""
            if not data:
                raise SandboxError("The sandbox did not start.", self._tail())
            text += data
        found = json.loads(text)
        return int(found["child-pid"] if isinstance(found, dict) else found)

    def _measure(self, number: int) -> None:
        if self._group is not None:
            self._group.admit(number)
            self._meter = self._group.reader()
        else:
            self._meter = ProcessTree(number)

    def _end_processes(self) -> None:
        if self._first >= 0:
            with contextlib.suppress(ProcessLookupError):
                signal.pidfd_send_signal(self._first, signal.SIGKILL)
            os.close(self._first)
            self._first = -1
        elif self._process is not None:
            self._process.kill()  # it never got to its program
        if self._process is None:
            return
        try:
            self._process.wait(_END_SECONDS)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()
        self._process = None

    def _tail(self) -> str:
        """What the starter said; it has ended or is about to."""
        if self._process is not None:
            with contextlib.suppress(subprocess.TimeoutExpired):
                self._process.wait(0.2)
        lines = self._channel.tail().strip().splitlines()
        return lines[-1] if lines else ""
