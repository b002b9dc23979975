"""How the scenarios start sandboxes, talk to a program in them, and look at processes."""

from __future__ import annotations

import base64
import contextlib
import functools
import json
import textwrap
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from sandbox.engine import Limits, Program, Sandbox
from sandbox.local.engine import LocalEngine

HERE = Path(__file__).resolve().parent
LIMITS = Limits(memory_bytes=200 << 20, processes=24, tmp_bytes=4 << 20, tmp_inodes=200)
SOURCES = {name: HERE / name for name in ("agent.py", "echo.py", "msgpack")}
PATIENCE = 10.0


class Inside:
    """Talks to the agent in a sandbox."""

    def __init__(self, sandbox: Sandbox) -> None:
        self.sandbox = sandbox
        self._lines = b""
        assert self.line() == b"ready"

    def line(self) -> bytes:
        while b"\n" not in self._lines:
            self._lines += self.sandbox.receive()
        line, _, self._lines = self._lines.partition(b"\n")
        return line

    def run(self, code: str) -> Any:
        self.sandbox.send(base64.b64encode(textwrap.dedent(code).encode()) + b"\n")
        answer = json.loads(self.line())
        assert "error" not in answer, answer["error"]
        return answer["result"]

    def error(self, code: str) -> str:
        """The error that `code` ends with, or "" for none."""
        self.sandbox.send(base64.b64encode(textwrap.dedent(code).encode()) + b"\n")
        return str(json.loads(self.line()).get("error", ""))


@contextlib.contextmanager
def agent(engine: LocalEngine, limits: Limits = LIMITS) -> Iterator[Inside]:
    sandbox = engine.start(Program("runner", "agent", limits))
    try:
        yield Inside(sandbox)
    finally:
        sandbox.close()


@functools.cache
def shared(engine: LocalEngine) -> Inside:
    """One sandbox for all scenarios that only look around."""
    return Inside(engine.start(Program("runner", "agent", LIMITS)))


def has_own_root(engine: LocalEngine) -> bool:
    return engine.describe()["files"] == "own root, read-only"


def has_group(engine: LocalEngine) -> bool:
    return "control group" in engine.describe()["memory"]


def until(condition: Callable[[], bool]) -> None:
    deadline = time.monotonic() + PATIENCE
    while not condition():
        assert time.monotonic() < deadline
        time.sleep(0.01)


def exists(process: int) -> bool:
    """Whether it lives; one that is only unreaped does not."""
    with contextlib.suppress(OSError):
        text = Path(f"/proc/{process}/stat").read_text()
        return text.rpartition(")")[2].split()[0] not in "ZX"
    return False


def backend_of(engine: LocalEngine) -> str:
    return engine.describe()["isolation"]


def new_engine(backend: str, patience: float = 0.3) -> LocalEngine:
    return LocalEngine(backend, packages=SOURCES, libraries=(), patience=patience)
