"""What the runner asks of the Linux kernel: who may touch the template, and that nothing of a case survives it."""

from __future__ import annotations

import contextlib
import ctypes
import os
import secrets
import signal
import socket
from collections.abc import Iterator
from pathlib import Path
from typing import Final

_PR_SET_DUMPABLE: Final = 4
_PR_SET_CHILD_SUBREAPER: Final = 36
_SCRATCH: Final = ("/tmp", "/dev/shm")  # noqa: S108  # the sandbox's own mounts, cleared after every case
_IGNORED: Final = (
    signal.SIGINT,
    signal.SIGTERM,
    signal.SIGHUP,
    signal.SIGPIPE,
    signal.SIGUSR1,
    signal.SIGUSR2,
)


def _prctl(option: int, value: int) -> None:
    ctypes.CDLL(None, use_errno=True).prctl(option, value, 0, 0, 0)


def harden_template() -> None:
    """Close the template to processes of the same user, and adopt whatever a case leaves behind."""
    for number in _IGNORED:  # Python gives SIGINT a handler, which a signal from inside would reach
        signal.signal(number, signal.SIG_IGN)
    _prctl(_PR_SET_DUMPABLE, 0)
    _prctl(_PR_SET_CHILD_SUBREAPER, 1)


def child_wakeup() -> socket.socket:
    """A socket that turns readable whenever a child has died."""
    ours, theirs = socket.socketpair()
    for end in (ours, theirs):
        end.setblocking(False)
    signal.signal(signal.SIGCHLD, lambda *_: None)
    signal.set_wakeup_fd(theirs.detach(), warn_on_full_buffer=False)
    return ours


def become_case() -> None:
    """In the forked process: a session of its own, no handlers of the template's, first to go when memory ends."""
    os.setsid()
    signal.set_wakeup_fd(-1)
    for number in (*_IGNORED, signal.SIGCHLD):
        signal.signal(number, signal.SIG_DFL)
    signal.signal(signal.SIGPIPE, signal.SIG_IGN)
    _prctl(_PR_SET_DUMPABLE, 1)
    with contextlib.suppress(OSError):
        Path("/proc/self/oom_score_adj").write_text("1000")


def dead_children() -> Iterator[tuple[int, int]]:
    """(pid, wait status) of every child that has died since the last look."""
    while True:
        try:
            pid, status = os.waitpid(-1, os.WNOHANG)
        except ChildProcessError:
            return
        if pid == 0:
            return
        yield pid, status


def kill_descendants(pid: int) -> None:
    """Kill a case's process and all that it started, and wait until they are gone."""
    while True:
        if os.getpid() == 1:
            with contextlib.suppress(ProcessLookupError):
                os.kill(-1, signal.SIGKILL)  # everything else in this pid namespace, at once
        else:
            _kill_tree(pid)
        try:
            os.waitpid(-1, 0)
        except ChildProcessError:
            return


def _kill_tree(pid: int) -> None:
    """Without a pid namespace: the case's session, then whatever was orphaned to us, the subreaper."""
    with contextlib.suppress(ProcessLookupError, PermissionError):
        os.killpg(pid, signal.SIGKILL)
    for child in _children(os.getpid()):
        with contextlib.suppress(ProcessLookupError):
            os.kill(child, signal.SIGKILL)


def _children(parent: int) -> list[int]:
    try:
        listed = Path(f"/proc/{parent}/task/{parent}/children").read_text()
    except OSError:
        return []
    return [int(child) for child in listed.split()]


def clear_scratch() -> bool:
    """Empty the sandbox's own temporary file systems; False when something could not be removed."""
    if os.getpid() != 1:
        return True  # not our mounts: the engine gives each such runner a folder of its own
    return all([_clear(root) for root in _SCRATCH if os.path.ismount(root)])


def _clear(root: str) -> bool:
    """Level by level, what lies deeper is moved up: no path grows long, no link is followed, no mode matters."""
    try:
        while entries := _entries(root):
            for entry in entries:
                if entry.is_dir(follow_symlinks=False):
                    _lift(entry.path, root)
                else:
                    os.unlink(entry.path)
    except OSError:
        return False
    return True


def _lift(folder: str, root: str) -> None:
    os.chmod(folder, 0o700)
    for entry in _entries(folder):
        if entry.is_dir(follow_symlinks=False):
            os.chmod(entry.path, 0o700)  # moving a folder takes the right to write to it
            os.rename(entry.path, f"{root}/{secrets.token_hex(16)}")
        else:
            os.unlink(entry.path)
    os.rmdir(folder)


def _entries(folder: str) -> list[os.DirEntry[str]]:
    with os.scandir(folder) as found:
        return list(found)
