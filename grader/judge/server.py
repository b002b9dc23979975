"""The judge's first process: takes suites from the host, runs each in a forked process of its own."""

from __future__ import annotations

import contextlib
import gc
import importlib
import os
import resource
import sys
import tempfile
import traceback
import warnings
from pathlib import Path
from typing import Any, Final, NoReturn

import msgpack
import pytest

from grader.judge import modules
from grader.judge.exports import Policy
from grader.judge.plugin import JudgePlugin
from grader.judge.session import RunnerLost, Session
from sandbox.wire.frames import encode_frame, read_frame, write_all
from sandbox.wire.messages import COLLECTION, MAX_FRAME, TAG_BYTES, FromJudge, ToJudge
from sandbox.wire.values import WireError

_MEMORY_BYTES: Final = 1536 << 20  # less than the judge's sandbox has
_OPTIONS: Final = (
    *("-p", "no:cacheprovider", "-p", "no:terminal", "-p", "no:faulthandler", "-p", "no:junitxml"),
    *("--import-mode=importlib", "--capture=sys", "--strict-markers", "-o", "pythonpath=."),
)


def main() -> None:
    """Serve suites until the host closes the channel."""
    incoming, out = _private_channel()
    write_all(out, encode_frame(bytes([FromJudge.HELLO])))
    while (frame := read_frame(lambda size: os.read(incoming, size), MAX_FRAME + 1024)) is not None:
        if frame[0] != ToJudge.SUITE:
            continue  # meant for a suite that has ended
        suite = msgpack.unpackb(frame[1 + TAG_BYTES :])
        _preload(suite["preload"])
        gc.freeze()  # what is there by now need not be looked at, nor copied, by the suite's process
        pid = os.fork()
        if pid == 0:
            _run_and_exit(suite, incoming, out)
        if status := os.waitpid(pid, 0)[1]:
            said = f"the judge's process was ended: {os.waitstatus_to_exitcode(status)}"
            write_all(out, encode_frame(bytes([FromJudge.DONE]) + msgpack.packb(said)))


def _private_channel() -> tuple[int, int]:
    """Descriptors of the channel that nothing else writes to: prints of tests go to standard error."""
    incoming, out = os.dup(0), os.dup(1)
    null = os.open(os.devnull, os.O_RDONLY)
    os.dup2(null, 0)
    os.dup2(2, 1)
    return incoming, out


def _preload(names: list[str]) -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        for name in names:
            with contextlib.suppress(ImportError):
                importlib.import_module(name)


def _run_and_exit(suite: dict[str, Any], incoming: int, out: int) -> NoReturn:
    def receive() -> bytes:
        frame = read_frame(lambda size: os.read(incoming, size), MAX_FRAME + 1024)
        if frame is None:
            os._exit(0)  # the host has gone
        return frame

    def tell(kind: FromJudge, body: bytes) -> None:
        write_all(out, encode_frame(bytes([kind]), body))

    resource.setrlimit(resource.RLIMIT_DATA, (_MEMORY_BYTES, _MEMORY_BYTES))
    error: str | None
    classes = frozenset(suite["classes"])
    try:
        with tempfile.TemporaryDirectory() as folder:
            root = Path(folder).resolve()
            error = run(suite, root, Session(receive, tell, Policy(root), classes))
    except BaseException:  # whatever it is, the host must hear of it
        error = "the judge failed:\n" + traceback.format_exc()
    tell(FromJudge.DONE, msgpack.packb(error, unicode_errors="backslashreplace"))
    os._exit(0)


def run(suite: dict[str, Any], root: Path, session: Session) -> str | None:
    """Import, plan and run a suite; returns what is wrong with the suite, or None."""
    found = _import(session)
    session.tell(FromJudge.IMPORT, msgpack.packb(found, unicode_errors="backslashreplace"))
    failed = "error" in found
    if not failed and not set(suite["entry"]) <= set(found["callable"]):
        return None
    modules.install(suite["names"], session, suite["entry"] or found.get("names", []))
    _write(suite["files"], root)
    return _run_pytest(root, JudgePlugin(session, suite["seed"]), plan_only=failed)


def _import(session: Session) -> dict[str, Any]:
    session.begin(COLLECTION)
    try:
        return session.imported()
    except (RunnerLost, WireError) as error:
        return {"error": {"text": str(error), "frames": []}}


def _write(files: dict[str, bytes], root: Path) -> None:
    for name, content in files.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    (root / "pytest.ini").write_text("[pytest]\n")


def _run_pytest(root: Path, plugin: JudgePlugin, *, plan_only: bool) -> str | None:
    os.environ["PYTEST_DISABLE_PLUGIN_AUTOLOAD"] = "1"
    os.chdir(root)
    suites = [name for name in ("public", "hidden") if (root / name).is_dir()]
    sys.path[:0] = [str(root / name) for name in suites]
    options = [*_OPTIONS, "--collect-only"] if plan_only else _OPTIONS
    status = pytest.main(
        ["-c", "pytest.ini", f"--rootdir={root}", *options, *suites], plugins=[plugin]
    )
    if plugin.error is not None:
        return plugin.error
    if status not in (pytest.ExitCode.OK, pytest.ExitCode.TESTS_FAILED):
        return f"pytest ended with status {int(status)}"
    return None
