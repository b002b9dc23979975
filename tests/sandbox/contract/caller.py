"""Calls functions of a probe submission in a runner, as a judge would through the host."""

from __future__ import annotations

import time
from collections import deque
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from sandbox.drive import Answer, Ended, Load, Malformed, Printed, Runner, wait_readable
from sandbox.engine import Engine, Limits, Program, Usage
from sandbox.wire.peer import Peer
from sandbox.wire.values import Reference, WireError

LIMITS: Final = Limits(
    memory_bytes=160 << 20,
    processes=24,
    tmp_bytes=8 << 20,
    tmp_inodes=300,
    shared_memory_bytes=4 << 20,
    open_files=200 + 56,
    file_bytes=6 << 20,
)
_PROBES: Final = Path(__file__).parent
_MODULE: Final = object()


class CaseStopped(Exception):
    """No answer will come; `outcome` says why in a few fixed words."""

    def __init__(self, outcome: str) -> None:
        super().__init__(outcome)
        self.outcome = outcome


class Raised(Exception):
    """The probe raised; the text begins with the exception's type."""


@dataclass(frozen=True)
class Described:
    """What a probe returned or raised beyond plain data, as the wire tells of it."""

    kind: str
    fields: tuple[Any, ...]


class _Objects:
    """The module is the only object that this side refers to."""

    def refer(self, value: object) -> Reference | None:
        return Reference("path", ("",)) if value is _MODULE else None

    def resolve(self, reference: Reference) -> object:
        return Described(reference.kind, reference.fields)

    def raised(self, exception: object) -> BaseException:
        if not isinstance(exception, Described):
            return Raised(f"no exception: {exception!r}")
        cls, text = exception.fields[1], exception.fields[3]
        name = cls.__name__ if isinstance(cls, type) else cls.fields[1]
        return Raised(f"{name}: {text}")


class Caller:
    """One process of a runner at a time. `seconds` is the patience for each answer."""

    def __init__(
        self, runner: Runner, *, seconds: float = 20.0, output_bytes: int = 1 << 20
    ) -> None:
        self._runner = runner
        self._seconds = seconds
        self._output_bytes = output_bytes
        self._answers: deque[bytes] = deque()
        self.printed = bytearray()
        self.before = runner.fork()
        self._peer = Peer(self, _Objects(), lambda *_: None, parity=0)
        self.imported = self._peer.codec.decode(self.receive())

    def call(self, name: str, *args: object) -> Any:
        """The value of a probe; raises Raised for its exceptions, CaseStopped when none will come."""
        return self._peer.request("method", _MODULE, name, *args)

    def outcome(self, name: str, *args: object) -> str:
        """What came of a probe, in words: `returned …`, `raised …`, `ended by …`, `no answer` …"""
        try:
            return f"returned {self.call(name, *args)!r}"
        except Raised as error:
            return f"raised {error}"
        except CaseStopped as stopped:
            return stopped.outcome
        except WireError as error:
            return f"malformed: {error}"

    def usage(self) -> Usage:
        """Readings from outside."""
        return self._runner.sandbox.usage()

    # the link of the peer

    def send(self, message: bytes) -> None:
        """A message to the probe's process."""
        self._runner.send(message)

    def receive(self) -> bytes:
        """The next message; raises CaseStopped."""
        deadline = time.monotonic() + self._seconds
        while not self._answers:
            if time.monotonic() > deadline:
                raise CaseStopped("no answer")
            try:
                wait_readable(self._runner.sandbox, deadline)
            except Exception as error:
                raise CaseStopped("no answer") from error
            for event in self._runner.events():
                self._take(event)
        return self._answers.popleft()

    def _take(self, event: Answer | Printed | Ended | Malformed) -> None:
        if isinstance(event, Answer):
            self._answers.append(event.payload)
        elif isinstance(event, Printed):
            self.printed += event.data
            if len(self.printed) > self._output_bytes:
                raise CaseStopped("too much output")
        elif isinstance(event, Malformed):
            raise CaseStopped(f"malformed: {event.reason}")
        elif event.signal:
            raise CaseStopped(f"ended by signal {event.signal}")
        else:
            raise CaseStopped(f"ended with status {event.status}")


def new_runner(engine: Engine, probes: Path) -> Runner:
    """A runner with a file of probes for its submission."""
    source = probes.read_text(encoding="utf-8")
    program = Program("runner-scratch", "sandbox.runner", LIMITS)
    sandbox = engine.start(program)
    try:
        return Runner(sandbox, Load(source, probes.name, (probes.stem,), ()))
    except BaseException:
        sandbox.close()
        raise


class Runners:
    """A runner for each file of probes, replaced when a test has spoilt it."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._open: dict[str, Runner] = {}

    def get(self, probes: str) -> Runner:
        """The runner of `probes`.py."""
        if probes not in self._open:
            self._open[probes] = new_runner(self._engine, _PROBES / f"{probes}.py")
        return self._open[probes]

    def spoilt(self, probes: str) -> None:
        """Have the next `get` start a new one."""
        self._open.pop(probes).sandbox.close()

    def close(self) -> None:
        """End all."""
        for runner in self._open.values():
            runner.sandbox.close()
