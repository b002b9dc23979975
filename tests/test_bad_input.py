"""Every kind of bad input, through the command line as a user runs it: one message, nothing left.

What is about Docker runs with Docker, all else with the local engine.
"""

from __future__ import annotations

import contextlib
import json
import os
import signal
import socket
import subprocess
import sys
import tempfile
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from sandbox.docker.connect import DEFAULT_SOCKET, connect, engine_faults
from sandbox.engine import EngineUnavailable, SandboxError

ROOT = Path(__file__).resolve().parents[1]
GOOD = "def double(x):\n    return 2 * x\n"
SLOW = "import time\n\ndef double(x):\n    time.sleep(60)\n    return 2 * x\n"
TOML = """\
format = 1
title = "Double a number"
entry = ["double"]
difficulty = "easy"
topics = ["numbers"]
time_box_minutes = 5
[limits]
wall_seconds = 1.0
[imports]
forbidden = ["sklearn"]
[[group]]
name = "all"
points = 100
"""
PUBLIC = "from double_it import double\n\n\ndef test_two():\n    assert double(2) == 4\n"
HIDDEN = "from double_it import double\n\n\ndef test_other():\n    assert double(31337) == 62674\n"
PACKAGE = {
    "problem.toml": TOML,
    "statement.md": "# Double a number\n\nWrite `double(x)`.\n",
    "starter.py": "def double(x):\n    raise NotImplementedError\n",
    "tests/public/test_public.py": PUBLIC,
    "tests/hidden/test_hidden.py": HIDDEN,
}
NOTEBOOK: dict[str, Any] = {"nbformat": 4, "nbformat_minor": 5, "metadata": {}, "cells": []}

# Starts the command and tells of processes that outlive it: orphans become children of this one
# (PR_SET_CHILD_SUBREAPER). The command ends with it, should it be killed (PR_SET_PDEATHSIG).
WATCH = """
import ctypes, os, pathlib, subprocess, sys, time
prctl = ctypes.CDLL(None).prctl
prctl(36, 1, 0, 0, 0)
status = subprocess.run(sys.argv[1:], preexec_fn=lambda: prctl(1, 9, 0, 0, 0)).returncode
def left():
    pids = pathlib.Path(f"/proc/self/task/{os.getpid()}/children").read_text().split()
    return [found for pid in pids if (found := pathlib.Path(f"/proc/{pid}/cmdline").read_bytes())]
for _ in range(40):
    if not left():
        break
    time.sleep(0.05)
else:
    print("LEFT RUNNING", left(), file=sys.stderr)
sys.exit(status)
"""


@dataclass(frozen=True)
class Ended:
    """How a command ended; `said` is all that it wrote, with every run of white space as one space."""

    status: int
    out: str
    err: str

    @property
    def said(self) -> str:
        return " ".join(f"{self.out} {self.err}".split())


class Shell:
    """A folder with a bank beside it, where `grader` is run."""

    def __init__(self, folder: Path) -> None:
        self.bank = folder / "bank"
        self.home = folder / "home"
        self.home.mkdir()
        self.package(PACKAGE)

    def package(self, files: dict[str, str]) -> None:
        for name, text in files.items():
            path = self.bank / "double-it" / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text)

    def write(self, name: str, content: str | bytes) -> None:
        (self.home / name).write_bytes(content.encode() if isinstance(content, str) else content)

    def command(self, *args: str, engine: str = "local") -> list[str]:
        chosen = ["--bank", str(self.bank), "--problem", "double-it", "--engine", engine]
        return [sys.executable, "-m", "grader", args[0], *chosen, *args[1:]]

    def environment(self, **changes: str) -> dict[str, str]:
        kept = {name: os.environ[name] for name in ("PATH", "DOCKER_HOST") if name in os.environ}
        return kept | {"PYTHONPATH": str(ROOT), "HOME": str(self.home.parent), **changes}

    def run(self, *args: str, engine: str = "local", **changes: str) -> Ended:
        """Run a command; it must leave no file here, no process, and show no traceback."""
        before = sorted(self.home.rglob("*"))
        command = [sys.executable, "-c", WATCH, *self.command(*args, engine=engine)]
        done = subprocess.run(
            command,
            cwd=self.home,
            env=self.environment(**changes),
            capture_output=True,
            text=True,
            check=False,
            timeout=100,
        )
        assert sorted(self.home.rglob("*")) == before
        assert "LEFT RUNNING" not in done.stderr
        assert "Traceback" not in done.stdout + done.stderr
        return Ended(done.returncode, done.stdout, done.stderr)


@pytest.fixture
def shell(tmp_path: Path) -> Shell:
    return Shell(tmp_path)


def rejected(ended: Ended, status: int, *words: str) -> None:
    """One message with these words, and the exit status."""
    assert ended.status == status, ended
    assert ended.said.count("Not graded") == 1, ended
    assert "points" not in ended.out
    for word in words:
        assert word in ended.said


# -- files that are no submission


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("empty.py", "", ["empty.py is empty", "Save your work"]),
        ("blank.py", " \n\n", ["blank.py is empty"]),
        ("binary.py", bytes(range(256)), ["this is a binary file, not Python source", "compiled"]),
        ("big.py", b"#" * (10 << 20), ["big.py is larger than 1 MiB", "Hand in the code only"]),
        (
            "latin.py",
            f"# \xe9\n{GOOD}".encode("latin-1"),
            ["not UTF-8", "offset 2", "coding: latin-1"],
        ),
        (
            "coding.py",
            f"# coding: klingon\n{GOOD}",
            ["encoding", "klingon", "Save the file as UTF-8"],
        ),
        ("cut.ipynb", '{"cells": [\n', ["its JSON breaks off in line", "Open it in Jupyter"]),
        ("list.ipynb", "[1]", ["it holds JSON, but no notebook"]),
        (
            "cells.ipynb",
            json.dumps(NOTEBOOK | {"cells": [{"cell_type": "code"}]}),
            ["it is not a valid notebook"],
        ),
        ("none.ipynb", json.dumps(NOTEBOOK), ["no code cell with Python", "grader-ignore"]),
    ],
)
def test_not_a_submission(shell: Shell, name: str, content: str | bytes, words: list[str]) -> None:
    shell.write(name, content)
    rejected(shell.run("grade", name), 4, *words)


def test_missing_file_with_a_close_name(shell: Shell) -> None:
    shell.write("double_it.py", GOOD)
    rejected(
        shell.run("grade", "duble_it.py"), 4, "no file duble_it.py", "Did you mean double_it.py?"
    )


def test_missing_file_in_a_missing_folder(shell: Shell) -> None:
    rejected(shell.run("grade", "no/such.py"), 4, "no file no/such.py", "no folder no either")


def test_folder(shell: Shell) -> None:
    rejected(shell.run("test", "."), 4, ". is a folder, not a file", "Name one .py or .ipynb file")
    ended = shell.run("grade", ".")
    assert ended.status == 4
    assert "error: there is no .py or .ipynb file in ." in ended.err


def test_a_byte_order_mark_does_no_harm(shell: Shell) -> None:
    shell.write("bom.py", b"\xef\xbb\xbf" + GOOD.encode())
    ended = shell.run("grade", "bom.py")
    assert ended.status == 0
    assert "100 of 100 points" in ended.said


def test_unknown_slug(shell: Shell) -> None:
    shell.write("answer.py", GOOD)
    ended = shell.run("grade", "answer.py", "--problem", "duble-it")
    rejected(ended, 3, "no problem is called 'duble-it'", "Did you mean double-it?")


# -- code that cannot be used


def test_syntax_error_with_line_and_caret(shell: Shell) -> None:
    shell.write("answer.py", "# mine\ndef double(x)\n    return 2 * x\n")
    ended = shell.run("grade", "answer.py")
    rejected(ended, 4, "syntax error in line 2: expected ':'", "Correct line 2, then submit again.")
    lines = [line[4:] for line in ended.out.splitlines()]
    at = lines.index("  def double(x)")
    assert lines[at + 1] == "               ^"


def test_entry_missing(shell: Shell) -> None:
    shell.write("answer.py", "def duoble(x):\n    return 2 * x\n\n\ndef other(): ...\n")
    words = ("no double is defined; found duoble, other", "Did you mean duoble?")
    rejected(shell.run("grade", "answer.py"), 4, *words)


def test_entry_not_callable(shell: Shell) -> None:
    shell.write("answer.py", "double = 3\n")
    rejected(
        shell.run("grade", "answer.py"),
        4,
        "double is defined, but it cannot be called",
        "def double",
    )


def test_module_that_the_runner_lacks(shell: Shell) -> None:
    shell.write("answer.py", f"import requests\n{GOOD}")
    rejected(
        shell.run("grade", "answer.py"),
        4,
        "line 1 imports 'requests'",
        "not installed",
        "NumPy and pandas",
    )


def test_forbidden_import(shell: Shell) -> None:
    shell.write("answer.py", f"import math\nfrom sklearn import svm\n{GOOD}")
    rejected(
        shell.run("grade", "answer.py"),
        6,
        "line 2 imports sklearn",
        "not allowed",
        "Solve it without",
    )


@pytest.mark.parametrize(
    ("source", "verdict", "words"),
    [
        (f"n = input('n? ')\n{GOOD}", "run time error", ["line 1", "input() has nothing to read"]),
        ("def double(x):\n    return 2 * int(input())\n", "run time error", ["line 2", "EOFError"]),
        (f"1 / 0\n{GOOD}", "run time error", ["line 1", "ZeroDivisionError"]),
        (f"while True:\n    pass\n{GOOD}", "time limit exceeded", ["no answer within 1 s"]),
        (f"import sys\nsys.exit()\n{GOOD}", "run time error", ["line 2", "SystemExit"]),
        (f"import os\nos._exit(0)\n{GOOD}", "run time error", ["the process exited with status 0"]),
        (
            f"line = 'x' * (1 << 20)\nfor _ in range(1024):\n    print(line)\n{GOOD}",
            "output limit exceeded",
            ["printed more than 64 KiB"],
        ),
    ],
    ids=["input", "input in call", "raise", "hang", "sys.exit", "os._exit", "gigabyte"],
)
def test_import_or_call_that_goes_wrong_is_a_verdict(
    shell: Shell, source: str, verdict: str, words: list[str]
) -> None:
    shell.write("answer.py", source)
    ended = shell.run("grade", "answer.py")
    assert ended.status == 1, ended
    for word in (f"✗ {verdict}", "0 of 100 points", "First failing public test", *words):
        assert word in ended.said
    assert "31337" not in ended.said


# -- problems that are broken: never the candidate's fault


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ("entry =", "entyr =", ["problem.toml:3", "entyr: unknown key (did you mean entry?)"]),
        ("= 1.0", '= "fast"', ["problem.toml:8", "wall_seconds: expected a number, got a string"]),
        ("points = 100", "points = = 100", ["problem.toml:13", "not TOML"]),
    ],
)
def test_broken_problem_file(shell: Shell, old: str, new: str, words: list[str]) -> None:
    shell.package({"problem.toml": TOML.replace(old, new)})
    shell.write("answer.py", GOOD)
    rejected(shell.run("grade", "answer.py"), 3, *words)


@pytest.mark.parametrize(
    ("hidden", "words"),
    [
        (f"import nonsuch\n{HIDDEN}", ["test_hidden.py could not be collected"]),
        (f"{HIDDEN}\nboom()\n", ["test_hidden.py could not be collected"]),
        ("def test_(:\n", ["test_hidden.py could not be collected"]),
        ("# no test yet\n", ["this problem has no hidden test to run"]),
        (f"{HIDDEN}\ndef test_own():\n    assert [][0]\n", ["a test of this problem is broken"]),
    ],
    ids=["import", "raises", "syntax", "empty", "test"],
)
def test_broken_hidden_test(shell: Shell, hidden: str, words: list[str]) -> None:
    shell.package({"tests/hidden/test_hidden.py": hidden})
    shell.write("answer.py", GOOD)
    ended = shell.run("grade", "answer.py")
    rejected(ended, 3, "grader error", *words)
    assert not {"boom", "31337", "nonsuch"} & set(ended.said.replace("(", " ").split())


# -- engines that fail


def test_no_engine(shell: Shell) -> None:
    shell.write("answer.py", GOOD)
    ended = shell.run("grade", "answer.py", engine="docker", DOCKER_HOST="unix:///no/such.sock")
    rejected(ended, 3, "No Docker engine answers at unix:///no/such.sock", "--engine local")


@pytest.mark.skipif(os.geteuid() != 0, reason="needs root to be another user for a moment")
def test_engine_without_permission() -> None:
    with tempfile.TemporaryDirectory() as folder, socket.socket(socket.AF_UNIX) as door:
        Path(folder).chmod(0o755)
        door.bind(f"{folder}/engine.sock")
        Path(folder, "engine.sock").chmod(0o600)
        door.listen()
        os.seteuid(65534)
        try:
            with pytest.raises(EngineUnavailable) as caught:
                connect({"DOCKER_HOST": f"unix://{folder}/engine.sock"})
        finally:
            os.seteuid(0)
    assert f"You may not use the Docker engine at unix://{folder}" in caught.value.message
    assert "sudo usermod -aG" in caught.value.hint


def test_engine_whose_disk_is_full() -> None:
    from docker.errors import APIError

    with pytest.raises(SandboxError) as caught, engine_faults("starting the judge", "unix:///x"):
        raise APIError("500 Server Error: write /x: no space left on device")
    assert not isinstance(caught.value, EngineUnavailable)
    assert caught.value.message == "The disk is full: starting the judge failed."
    assert caught.value.hint


def test_output_to_a_full_disk(shell: Shell) -> None:
    shell.write("answer.py", GOOD)
    ended = shell.run("grade", "answer.py", "--output", "/dev/full")
    assert ended.status == 3
    assert "error: the output cannot be written to /dev/full: No space left on device" in ended.said
    assert "Choose another file by --output FILE." in ended.said


@pytest.mark.docker
def test_base_image_missing(shell: Shell) -> None:
    shell.write("answer.py", GOOD)
    ended = shell.run("grade", "answer.py", engine="docker", GRADER_BASE_IMAGE="no-such-base:1")
    rejected(
        ended, 3, "the base image no-such-base:1 is not here", "GRADER_BASE_IMAGE names another"
    )


# -- what happens in mid-grading


class Grading:
    """A `grader grade --engine docker` of a submission that sleeps, and its containers."""

    def __init__(self, shell: Shell, client: Any, changes: dict[str, str]) -> None:
        self.client = client
        self.process = subprocess.Popen(
            shell.command("grade", "slow.py", engine="docker"),
            cwd=shell.home,
            env=shell.environment(**changes),
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            start_new_session=True,
        )

    def containers(self) -> dict[str, str]:
        """The ids of this grader's containers by role."""
        found = self.client.containers(all=True, filters={"label": "grader.owner"})
        mine = [item["Labels"] | {"id": item["Id"]} for item in found]
        pid = str(self.process.pid)
        return {
            item["grader.role"]: item["id"]
            for item in mine
            if pid in item["grader.owner"].split("/")
        }

    def until_it_sleeps(self) -> dict[str, str]:
        """Wait until the tests run; its containers."""
        assert self.process.stderr is not None
        for line in self.process.stderr:
            if line.strip() == "tests":
                return self.containers()
        raise AssertionError(self.end())

    def end(self) -> Ended:
        out, err = self.process.communicate(timeout=60)
        return Ended(self.process.returncode, out, err)


Start = Callable[..., Grading]


@pytest.fixture
def grading(shell: Shell) -> Iterator[Start]:
    """Starts a grading that sleeps in its first test; whatever is left of it goes at the end."""
    client = connect().client
    started: list[Grading] = []
    shell.package({"problem.toml": TOML.replace("= 1.0", "= 50.0")})
    shell.write("slow.py", SLOW)

    def start(**changes: str) -> Grading:
        started.append(Grading(shell, client, changes))
        return started[-1]

    yield start
    for each in started:
        if each.process.poll() is None:
            os.killpg(each.process.pid, signal.SIGKILL)
            each.process.communicate()
        for container in each.containers().values():
            client.remove_container(container, force=True)
    client.close()


@pytest.mark.docker
def test_interrupt_leaves_no_container(grading: Start) -> None:
    run = grading()
    assert set(run.until_it_sleeps()) == {"judge", "runner-scratch"}
    os.killpg(run.process.pid, signal.SIGINT)
    ended = run.end()
    assert ended.status == 130
    assert ended.err.strip() == "interrupted: nothing is left running"
    assert ended.out == ""
    assert run.containers() == {}


@pytest.mark.docker
@pytest.mark.parametrize("role", ["judge", "runner-scratch"])
def test_killed_container_is_no_verdict(grading: Start, role: str) -> None:
    run = grading()
    run.client.kill(run.until_it_sleeps()[role])
    ended = run.end()
    rejected(ended, 3, f"the {role.partition('-')[0]} was lost", "was killed (SIGKILL)")
    assert run.containers() == {}


@pytest.mark.docker
def test_next_run_sweeps_after_a_killed_grader(shell: Shell, grading: Start) -> None:
    run = grading()
    run.until_it_sleeps()
    run.process.send_signal(signal.SIGKILL)
    run.end()
    shell.write("good.py", GOOD)
    assert shell.run("grade", "good.py", engine="docker").status == 0
    assert run.containers() == {}


class Cut:
    """Passes an engine's socket on at `path` until it is cut, as if the engine had died."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._door = socket.socket(socket.AF_UNIX)
        self._door.bind(str(path))
        self._door.listen()
        self._open = [self._door]
        threading.Thread(target=self._serve, daemon=True).start()

    def now(self) -> None:
        self.path.unlink()
        for each in self._open:
            with contextlib.suppress(OSError):
                each.shutdown(socket.SHUT_RDWR)
            each.close()

    def _serve(self) -> None:
        with contextlib.suppress(OSError):
            while True:
                near, far = self._door.accept()[0], socket.socket(socket.AF_UNIX)
                far.connect(DEFAULT_SOCKET)
                self._open += [near, far]
                for pair in ((near, far), (far, near)):
                    threading.Thread(target=self._pass, args=pair, daemon=True).start()

    def _pass(self, source: socket.socket, target: socket.socket) -> None:
        with contextlib.suppress(OSError):
            while data := source.recv(1 << 16):
                target.sendall(data)
            target.shutdown(socket.SHUT_WR)


@pytest.mark.docker
@pytest.mark.skipif(not Path(DEFAULT_SOCKET).exists(), reason="needs the engine's own socket")
def test_engine_that_goes_away(shell: Shell, grading: Start) -> None:
    cut = Cut(shell.home.parent / "engine.sock")
    run = grading(DOCKER_HOST=f"unix://{cut.path}")
    run.until_it_sleeps()
    cut.now()
    ended = run.end()
    rejected(ended, 3, "was lost", "the Docker engine stopped answering")
    shell.write("good.py", GOOD)
    assert shell.run("grade", "good.py", engine="docker").status == 0
    assert run.containers() == {}  # nobody could remove them: the next run did
