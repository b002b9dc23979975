"""What a sandbox's trusted entry is told: limits, whom to become, what Landlock leaves open."""

from __future__ import annotations

import json
import os
import secrets
from collections.abc import Sequence
from pathlib import Path

from sandbox.engine import Limits
from sandbox.local.inside.entry import Orders
from sandbox.local.inside.rootfs import DEVICES, NOBODY
from sandbox.local.layout import SCRATCH, SHARED_MEMORY

_SHARED_FILES = 256
_CPU_SECONDS = 600  # a backstop: whoever drives the sandbox ends it long before
_ADDRESS_SPACE_SLACK = 3 << 30  # libraries and the arenas of threads: reserved, hardly used
_SPARE_USERS = range(1_900_000_000, 2_000_000_000)  # above what systemd gives to containers
_COUNTED_BY_NAMESPACE = (5, 14)  # RLIMIT_NPROC counts per user namespace from this Linux on


def resource_limits(limits: Limits, grouped: bool, processes_before: int) -> dict[str, int]:
    """Limits for each process. With a control group memory is limited there, for all together."""
    chosen = {
        "RLIMIT_CORE": 0,
        "RLIMIT_CPU": _CPU_SECONDS,
        "RLIMIT_FSIZE": limits.file_bytes,
        "RLIMIT_NOFILE": limits.open_files,
        "RLIMIT_NPROC": limits.processes + processes_before,
    }
    if not grouped:
        chosen["RLIMIT_DATA"] = limits.memory_bytes
        chosen["RLIMIT_AS"] = limits.memory_bytes + _ADDRESS_SPACE_SLACK
    return chosen


def inside_own_root(
    module: str, path: Sequence[str], limits: Limits, grouped: bool, *, cap_files: bool
) -> Orders:
    """Orders for a program with a root and processes of its own; Landlock comes on top."""
    user = spare_user()
    counted = user is not None or _kernel() >= _COUNTED_BY_NAMESPACE
    return Orders(
        module=module,
        path=list(path),
        limits=resource_limits(limits, grouped, 0 if counted else own_processes()),
        user=user,
        small_files=writable_sizes(limits) if cap_files else {},
        readable=["/"],
        listable=[],
        writable=[SCRATCH, SHARED_MEMORY, "/dev", "/proc"],
        landlock_required=False,
    )


def writable_sizes(limits: Limits) -> dict[str, tuple[int, int]]:
    """Path → bytes, files of the file systems that a program may write."""
    return {
        SCRATCH: (limits.tmp_bytes, limits.tmp_inodes),
        SHARED_MEMORY: (limits.shared_memory_bytes, _shared_files(limits)),
    }


def fenced(
    module: str,
    path: Sequence[str],
    limits: Limits,
    grouped: bool,
    readable: list[str],
    listable: list[str],
    scratch: str,
) -> Orders:
    """Orders for a program without namespaces: only Landlock keeps it from the files."""
    user = spare_user()
    return Orders(
        module=module,
        path=list(path),
        limits=resource_limits(limits, grouped, 0 if user is not None else own_processes()),
        user=user,
        small_files={},
        readable=[*readable, "/proc/self"],  # its own: to see which children it has
        listable=[*listable, "/proc"],
        writable=[scratch, *(f"/dev/{name}" for name in DEVICES)],
        landlock_required=True,
    )


def entry_command(python: str, library: str, orders: Orders) -> list[str]:
    """The interpreter at its most isolated: no environment, no site-packages, no own directory."""
    start = (
        f"import sys; sys.path[:0] = [{library!r}]; "
        "from sandbox.local.inside.entry import main; main()"
    )
    return [python, "-I", "-S", "-B", "-X", "utf8", "-c", start, json.dumps(orders)]


def spare_user() -> int | None:
    """As root: a user that nobody else is, so that its processes can be counted; else None."""
    if os.getuid() != 0:
        return None
    for line in Path("/proc/self/uid_map").read_text().splitlines():
        first, _, count = map(int, line.split())
        if first <= _SPARE_USERS.start and first + count >= _SPARE_USERS.stop:
            return secrets.choice(_SPARE_USERS)
    return NOBODY


def own_processes() -> int:
    """Threads of this user, which a limit on the number of processes counts too."""
    count = 0
    for folder in Path("/proc").iterdir():
        try:
            if folder.name.isdigit() and folder.stat().st_uid == os.getuid():
                count += len(os.listdir(folder / "task"))
        except OSError:
            continue
    return count


def _shared_files(limits: Limits) -> int:
    return min(_SHARED_FILES, limits.tmp_inodes)


def _kernel() -> tuple[int, int]:
    major, minor = os.uname().release.split(".")[:2]
    return int(major), int("".join(c for c in minor if c.isdigit()) or 0)
