"""Starts a program where bubblewrap does not, and leaves nothing of it behind.

Three kinds: "namespaces" (own root, processes and network), "fenced" (no namespaces; the program's
orders say what holds it), "trusted" (our own judge). The engine hands over two pipes. To one the
monitor writes the program's process number. The other brings the word to begin, and by its end of
file says that the engine wants the end, or is dead.
"""

from __future__ import annotations

import contextlib
import json
import os
import resource
import select
import signal
import sys
import time
from typing import TypedDict

from sandbox.local.inside import kernel, rootfs

BEGIN = b"x"
GOODBYE = b"."  # from an engine that ends a sandbox, as opposed to one that dies
_PATIENCE = 10.0
_NAMESPACES = (
    kernel.CLONE_NEWNS | kernel.CLONE_NEWPID | kernel.CLONE_NEWNET | kernel.CLONE_NEWIPC
) | kernel.CLONE_NEWUTS


class Job(TypedDict):
    """What `main` is told."""

    kind: str
    command: list[str]
    environment: dict[str, str]
    directory: str  # where the program starts
    report: int  # descriptor for the process number
    lifeline: int
    scratch: str | None  # directory to remove at the end
    root: rootfs.Root | None  # for "namespaces"


def main() -> None:
    """Run the job; ends when the program has ended and nothing of it is left."""
    job: Job = json.loads(sys.argv[1])
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    inside = job["kind"] == "namespaces"
    if inside:
        _leave_namespaces()
    else:
        kernel.adopt_orphans()
    kernel.forbid_inspection()
    child = os.fork()
    if child == 0:
        _run(job)
    os.write(job["report"], b"%d\n" % child)
    for descriptor in (0, 1, job["report"]):
        os.close(descriptor)
    _wait(child, job["lifeline"])
    _end(child)
    if job["scratch"] and not _engine_lives(job["lifeline"]):  # else the engine removes it
        import shutil  # only here: its import would delay every start

        shutil.rmtree(job["scratch"], ignore_errors=True)
    os._exit(0)  # skips an interpreter's long goodbye


def _leave_namespaces() -> None:
    user, group = os.getuid(), os.getgid()
    if user == 0:
        kernel.unshare(_NAMESPACES | kernel.CLONE_NEWCGROUP)
        return
    kernel.unshare(_NAMESPACES | kernel.CLONE_NEWCGROUP | kernel.CLONE_NEWUSER)
    for name, content in (
        ("setgroups", "deny"),
        ("uid_map", f"{rootfs.NOBODY} {user} 1"),
        ("gid_map", f"{rootfs.NOBODY} {group} 1"),
    ):
        with open(f"/proc/self/{name}", "w", encoding="ascii") as file:
            file.write(content)


def _run(job: Job) -> None:
    """The child: wait for the word, then become the program. Never returns."""
    try:
        kernel.die_with_parent()
        if os.read(job["lifeline"], 1) == BEGIN:
            os.setsid()
            if job["root"] is not None:
                rootfs.enter(job["root"])
                if os.getuid() != 0:  # root's entry still needs some, and drops the set itself
                    kernel.drop_bounding_set()
            os.chdir(job["directory"])
            os.set_inheritable(job["lifeline"], False)
            words = job["command"]
            os.execve(words[0], words, job["environment"])  # noqa: S606 - no shell wanted
    except BaseException as error:
        sys.stderr.write(f"cannot start the program: {error}\n")
        sys.stderr.flush()
    os._exit(127)


def _wait(child: int, lifeline: int) -> None:
    """Until the child has ended or the engine has let go."""
    poller = select.poll()
    poller.register(os.pidfd_open(child), select.POLLIN)
    poller.register(lifeline, 0)  # only its end: the word to begin is for the child to read
    poller.poll()


def _engine_lives(lifeline: int) -> bool:
    """Whether it still holds its end, or let go with the word that it will clean up."""
    os.set_blocking(lifeline, False)
    try:
        return GOODBYE in os.read(lifeline, 16)
    except BlockingIOError:
        return True


def _end(child: int) -> None:
    """Kill until no descendant is left. A process namespace dies with its first process."""
    deadline = time.monotonic() + _PATIENCE
    _kill(child)
    while time.monotonic() < deadline:
        try:
            while os.waitpid(-1, os.WNOHANG)[0]:
                pass
        except ChildProcessError:
            return
        for process in descendants(os.getpid()):
            _kill(process)
        time.sleep(0.001)


def _kill(process: int) -> None:
    with contextlib.suppress(ProcessLookupError):
        os.kill(process, signal.SIGKILL)


def descendants(ancestor: int) -> list[int]:
    """Every process that descends from `ancestor`, nearest first, from one pass over /proc."""
    children: dict[int, list[int]] = {}
    for name in os.listdir("/proc"):
        if name.isdigit():
            with contextlib.suppress(OSError), open(f"/proc/{name}/stat", "rb") as file:
                parent = int(file.read().rpartition(b")")[2].split()[1])
                children.setdefault(parent, []).append(int(name))
    found = list(children.get(ancestor, ()))
    for process in found:
        found.extend(children.get(process, ()))
    return found
