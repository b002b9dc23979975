"""What a sandbox engine offers: start a program under limits, exchange bytes with it, measure it from outside.

An engine knows nothing of tests, scores or problems. Every engine is held to the same contract test-suite
(tests/sandbox/test_contract.py). Nothing in this interface supposes that the program runs on this machine.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Protocol


class SandboxError(Exception):
    """Our side failed, never the candidate's: `message` says what happened, `hint` what to do next."""

    def __init__(self, message: str, hint: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint


class EngineUnavailable(SandboxError):
    """No engine answers, or it may not be used by this user."""


class SandboxLost(SandboxError):
    """A sandbox ended, or its engine went away, while it was still needed.

    `memory` is True when the kernel ended it because it had used up its memory.
    """

    def __init__(self, message: str, hint: str = "", *, memory: bool = False) -> None:
        super().__init__(message, hint)
        self.memory = memory


@dataclass(frozen=True)
class Limits:
    """What a whole sandbox may use. Times are enforced by whoever drives it; these are the kernel's limits."""

    memory_bytes: int = 512 << 20
    processes: int = 64
    cpus: float = 1.0
    tmp_bytes: int = 64 << 20
    tmp_inodes: int = 4096
    shared_memory_bytes: int = 16 << 20
    open_files: int = 256
    file_bytes: int = 64 << 20


@dataclass(frozen=True)
class Program:
    """What to run: a module of one of the engine's images, spoken to over standard input and output."""

    image: str  # "judge", "runner" or "runner-scratch"
    module: str  # run as `python -I -m <module>`
    limits: Limits


@dataclass(frozen=True)
class Usage:
    """Readings taken outside the sandbox, accumulated over all its processes; None where not readable."""

    cpu_seconds: float | None
    memory_bytes: int | None
    peak_memory_bytes: int | None
    oom_kills: int | None


class Sandbox(Protocol):
    """A running program. Its standard input and output are a byte channel; closing it leaves nothing behind."""

    name: str

    def fileno(self) -> int:
        """A descriptor that selectors can watch for input; `receive` after it turns readable never blocks."""

    def pending(self) -> bool:
        """True when `receive` would return at once although the descriptor is not readable (buffered bytes)."""

    def send(self, data: bytes) -> None:
        """Write all of `data`; raises SandboxLost when the program is gone."""

    def receive(self) -> bytes:
        """Some bytes of its output, b"" when only diagnostics came; raises SandboxLost at its end."""

    def usage(self) -> Usage:
        """Resources used so far by all processes in the sandbox, read outside it."""

    def reset_peak(self) -> None:
        """Start a new peak-memory reading where the kernel allows it; otherwise nothing."""

    def diagnosis(self) -> str:
        """The last lines that the program wrote to standard error, for messages about our own failures."""

    def close(self) -> None:
        """End every process in the sandbox and remove all traces of it. May be called twice."""


class Engine(Protocol):
    """Starts sandboxes. `official` is False where isolation is only as good as the calling user's kernel grants."""

    name: str
    official: bool

    def prepare(self, images: tuple[str, ...]) -> None:
        """Make sure that the engine answers and the images exist, building them if need be; raises SandboxError."""

    def start(self, program: Program) -> Sandbox:
        """Start a program; raises SandboxError."""

    def facts(self) -> Mapping[str, str]:
        """Facts for the report: engine version, image digests, …"""

    def close(self) -> None:
        """Close connections; sandboxes still open are closed too."""
