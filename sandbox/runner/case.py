"""The process of one case: imports the submission and does what the judge asks of it."""

from __future__ import annotations

import contextlib
import io
import linecache
import os
import resource
import socket
import sys
import types
from dataclasses import dataclass
from typing import Any, Final, NoReturn

from sandbox.runner import kernel
from sandbox.wire import description
from sandbox.wire.frames import FrameReader, encode_frame
from sandbox.wire.messages import MAX_FRAME
from sandbox.wire.operations import OPERATIONS
from sandbox.wire.world import World

_CHANNEL: Final = 3
_MAX_NAMES: Final = 500


@dataclass(frozen=True)
class Job:
    """A submission: its source, the file name for its tracebacks and the module names it is imported by."""

    source: str
    filename: str
    names: tuple[str, ...]


class _Link:
    """Frames over the channel; whatever was printed is flushed before each of them."""

    def __init__(self, channel: socket.socket) -> None:
        self._channel = channel
        self._frames = FrameReader(MAX_FRAME)
        self._waiting: list[bytes] = []

    def send(self, message: bytes) -> None:
        for stream in (sys.stdout, sys.stderr):
            with contextlib.suppress(Exception):
                stream.flush()
        self._channel.sendall(encode_frame(message))

    def receive(self) -> bytes:
        while not self._waiting:
            data = self._channel.recv(1 << 16)
            if not data:
                os._exit(0)  # the template is gone, and this process with it
            self._frames.feed(data)
            self._waiting.extend(bytes(frame) for frame in self._frames)
        return self._waiting.pop(0)


def run_case(job: Job, channel: int, out: int, err: int) -> NoReturn:
    """In the forked process: never returns."""
    try:
        _take_over(channel, out, err)
        kernel.become_case()
        link = _Link(socket.socket(fileno=_CHANNEL))
        world = World(link, serve, parity=1, may_export=lambda value: True, guarded=False)
        world.filename = job.filename
        world.module = module = _new_module(job)
        link.send(world.peer.codec.encode(_import(job, module)))
        world.peer.serve_forever()
    except BaseException as error:  # nothing may reach the template's stack
        with contextlib.suppress(BaseException):
            os.write(2, f"the runner's agent failed: {type(error).__name__}: {error}\n".encode())
    finally:
        os._exit(70)


def serve(operation: str, args: tuple[Any, ...], kwargs: dict[str, Any]) -> object:
    """Carry out what the judge asks."""
    return OPERATIONS[operation](*args, **kwargs)


def _take_over(channel: int, out: int, err: int) -> None:
    """Standard streams of its own, the channel as descriptor 3, nothing else open."""
    null = os.open(os.devnull, os.O_RDONLY)
    high = [os.dup2(source, 200 + place) for place, source in enumerate((null, out, err, channel))]
    for place, source in enumerate(high):
        os.dup2(source, place, inheritable=place < _CHANNEL)
    os.closerange(_CHANNEL + 1, resource.getrlimit(resource.RLIMIT_NOFILE)[0])
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    stdin = open(0, encoding="utf-8", closefd=False)  # noqa: SIM115  # lives as long as the process
    for name, stream in (("stdin", stdin), ("stdout", _text(1)), ("stderr", _text(2))):
        setattr(sys, name, stream)
        setattr(sys, f"__{name}__", stream)


def _text(descriptor: int) -> io.TextIOWrapper:
    raw = open(descriptor, "wb", closefd=False)  # noqa: SIM115  # lives as long as the process
    return io.TextIOWrapper(raw, encoding="utf-8", errors="backslashreplace")


def _new_module(job: Job) -> types.ModuleType:
    module = types.ModuleType(job.names[0])
    module.__file__ = job.filename
    for name in job.names:
        sys.modules[name] = module
    lines = job.source.splitlines(keepends=True)
    linecache.cache[job.filename] = (len(job.source), None, lines, job.filename)
    return module


def _import(job: Job, module: types.ModuleType) -> dict[str, Any]:
    """Execute the submission; plain data about what came of it."""
    try:
        exec(compile(job.source, job.filename, "exec", dont_inherit=True), module.__dict__)  # noqa: S102  # this is what a runner is for
    except BaseException as error:  # SystemExit and KeyboardInterrupt are results as well
        return {"error": _describe_failure(error, job.filename)}
    public = {name: value for name, value in vars(module).items() if not name.startswith("__")}
    names = sorted(public)[:_MAX_NAMES]
    return {"names": names, "callable": [name for name in names if callable(public[name])]}


def _describe_failure(error: BaseException, filename: str) -> dict[str, Any]:
    found: dict[str, Any] = {
        "type": type(error).__name__,
        "text": description.text(error),
        "frames": [list(frame) for frame in description.frames(error, filename)],
    }
    if isinstance(error, SyntaxError) and error.filename == filename:
        found["syntax"] = [error.msg, error.lineno, error.offset, error.text]
    if isinstance(error, ModuleNotFoundError):
        found["module"] = error.name
    return found
