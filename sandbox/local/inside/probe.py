"""Tells what a program can do in a sandbox: the engine trusts this, not its own settings."""

from __future__ import annotations

import contextlib
import ctypes
import json
import os
import socket
import sys
from pathlib import Path

from sandbox.local.inside import kernel, landlock
from sandbox.local.inside.entry import ENVIRONMENT, FOLDERS

# Beside what is shown on purpose, so whoever can read this can read the installation.
_UNSEEN = Path(__file__).resolve().parents[1] / "engine.py"
_PR_GET_SECCOMP, _PR_GET_NO_NEW_PRIVS = 21, 39


def observe() -> dict[str, int]:
    """Facts as numbers; 1 and 0 for yes and no."""
    return {
        "pid": os.getpid(),
        "user": os.getuid(),
        "seccomp": kernel.prctl(_PR_GET_SECCOMP),
        "no_new_privileges": kernel.prctl(_PR_GET_NO_NEW_PRIVS),
        "capabilities": _capabilities(),
        "landlock": landlock.version(),
        "network": int(_can_open_socket()),
        "environment": len(set(os.environ) - {*ENVIRONMENT, *FOLDERS}),
        "root_writable": int(_can_write("/") or _can_write("/usr") or _can_write("/opt/lib")),
        "scratch_writable": int(_can_write(os.getcwd())),
        "host_readable": int(_can_read(Path("/etc/passwd")) or _can_read(_UNSEEN)),
        "forks": int(_can_fork()),
        "processes": _visible_processes(),
    }


def _capabilities() -> int:
    header = (ctypes.c_uint32 * 2)(0x20080522, 0)
    sets = (ctypes.c_uint32 * 6)()
    ctypes.CDLL(None).capget(header, sets)
    return sum(part.bit_count() for part in sets)


def _can_open_socket() -> bool:
    try:
        socket.socket().close()
    except OSError:
        return False
    return True


def _can_write(directory: str) -> bool:
    path = Path(directory, ".probe")
    try:
        path.touch()
    except OSError:
        return False
    path.unlink()
    return True


def _can_read(path: Path) -> bool:
    try:
        path.read_bytes()
    except OSError:
        return False
    return True


def _can_fork() -> bool:
    try:
        child = os.fork()
    except OSError:
        return False
    if child == 0:
        os._exit(0)
    os.waitpid(child, 0)
    return True


def _visible_processes() -> int:
    with contextlib.suppress(OSError):
        return sum(name.isdigit() for name in os.listdir("/proc"))
    return 0


if __name__ == "__main__":
    sys.stdout.write(json.dumps(observe()) + "\n")
    sys.stdout.flush()
    sys.stdin.buffer.read(1)
