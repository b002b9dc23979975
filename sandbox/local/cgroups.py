"""A control group for one sandbox, where this user may make one.

It holds limits for all processes together, and counters of what they used.
"""

from __future__ import annotations

import contextlib
import os
import time
from collections.abc import Callable
from pathlib import Path

from sandbox.docker.cgroup import CgroupFiles, CgroupReader
from sandbox.engine import Limits
from sandbox.local.naming import PREFIX

_CONTROLLERS = ("memory", "cpuacct", "pids", "cpu")
_PERIOD = 100_000  # microseconds
_PATIENCE = 5.0


class ControlGroup:
    """Directories of one sandbox: four on v1, one on v2. `close` removes them."""

    def __init__(self, directories: dict[str, Path], unified: bool) -> None:
        self._directories = directories
        self._unified = unified

    def admit(self, process: int) -> None:
        """Put a process, with all that it will start, into the group."""
        for directory in set(self._directories.values()):
            (directory / "cgroup.procs").write_text(str(process))

    def reader(self) -> CgroupReader:
        """The group's counters."""
        memory, cpu = self._directories["memory"], self._directories["cpuacct"]
        if self._unified:
            names = ("cpu.stat", "memory.current", "memory.peak", "memory.events")
        else:
            names = (
                "cpuacct.usage",
                "memory.usage_in_bytes",
                "memory.max_usage_in_bytes",
                "memory.oom_control",
            )
        return CgroupReader(
            CgroupFiles(
                unified=self._unified,
                cpu=cpu / names[0],
                memory=memory / names[1],
                peak=memory / names[2],
                oom=memory / names[3],
            )
        )

    def processes(self) -> list[int]:
        """Host process numbers of the members."""
        listed = (self._directories["memory"] / "cgroup.procs").read_text()
        return [int(line) for line in listed.split()]

    def limit(self, limits: Limits) -> None:
        """Set the limits; raises OSError unless memory and processes are limited.

        Swap and the CPU share are set where they can be.
        """
        memory, cpu = self._directories["memory"], self._directories["cpu"]
        share = int(limits.cpus * _PERIOD)
        if self._unified:
            (memory / "memory.max").write_text(str(limits.memory_bytes))
            optional = {"memory.swap.max": "0", "cpu.max": f"{share} {_PERIOD}"}
        else:
            (memory / "memory.limit_in_bytes").write_text(str(limits.memory_bytes))
            (cpu / "cpu.cfs_period_us").write_text(str(_PERIOD))
            optional = {
                "memory.memsw.limit_in_bytes": str(limits.memory_bytes),
                "cpu.cfs_quota_us": str(share),
            }
        (self._directories["pids"] / "pids.max").write_text(str(limits.processes))
        for name, value in optional.items():
            folder = cpu if name.startswith("cpu") else memory
            with contextlib.suppress(OSError):
                (folder / name).write_text(value)

    def close(self) -> None:
        """Kill what is left in it and remove it. May be called twice."""
        deadline = time.monotonic() + _PATIENCE
        for directory in set(self._directories.values()):
            while directory.exists() and time.monotonic() < deadline:
                _kill_members(directory)
                try:
                    directory.rmdir()
                except OSError:
                    time.sleep(0.002)


def _kill_members(directory: Path) -> None:
    with contextlib.suppress(OSError):
        for line in (directory / "cgroup.procs").read_text().split():
            os.kill(int(line), 9)


def create(name: str, limits: Limits) -> ControlGroup | None:
    """A group with the limits set; None where kernel or rights do not allow it."""
    try:
        memberships = Path("/proc/self/cgroup").read_text()
        mounts = Path("/proc/self/mountinfo").read_text()
    except OSError:
        return None
    for attempt in _attempts(name, memberships, mounts):
        group = attempt()
        if group is None:
            continue
        try:
            group.limit(limits)
        except OSError:
            group.close()
            continue
        return group
    return None


def groups_of_ours() -> list[Path]:
    """Directories of every grader's groups beside or below the group that this process is in."""
    try:
        memberships = Path("/proc/self/cgroup").read_text()
        mounts = Path("/proc/self/mountinfo").read_text()
    except OSError:
        return []
    own = set(_own_directories(memberships, mounts).values())
    places = own | {directory.parent for directory in own}
    return [path for place in places for path in place.glob(f"{PREFIX}*")]


def _attempts(name: str, memberships: str, mounts: str) -> list[Callable[[], ControlGroup | None]]:
    own = _own_directories(memberships, mounts)
    if all(controller in own for controller in _CONTROLLERS):
        return [lambda: _create_v1({c: own[c] / name for c in _CONTROLLERS})]
    if "" not in own:
        return []
    # A group with processes of its own cannot have limited children: look upwards for one that can.
    candidates = [own[""], *list(own[""].parents)[:3]]
    return [lambda parent=parent: _create_v2(parent, name) for parent in candidates]  # type: ignore[misc]  # default binds now


def _create_v1(directories: dict[str, Path]) -> ControlGroup | None:
    group = ControlGroup(directories, unified=False)
    try:
        for directory in directories.values():
            directory.mkdir(exist_ok=True)
    except OSError:
        group.close()
        return None
    return group


def _create_v2(parent: Path, name: str) -> ControlGroup | None:
    directory = parent / name
    group = ControlGroup(dict.fromkeys(_CONTROLLERS, directory), unified=True)
    try:
        for controller in ("memory", "pids", "cpu"):
            enabled = (parent / "cgroup.subtree_control").read_text().split()
            if controller not in enabled:
                (parent / "cgroup.subtree_control").write_text(f"+{controller}")
        directory.mkdir()
    except OSError:
        group.close()
        return None
    return group


def _own_directories(memberships: str, mounts: str) -> dict[str, Path]:
    """Controller → directory of the group that this process is in; the controller of v2 is ""."""
    points: dict[str, tuple[str, Path]] = {}
    for line in mounts.splitlines():
        before, _, after = line.partition(" - ")
        root, point = before.split()[3:5]
        kind, _, options = after.split(" ", 2)
        if kind == "cgroup2":
            points[""] = (root, Path(point))
        elif kind == "cgroup":
            points.update(dict.fromkeys(options.split(","), (root, Path(point))))
    own: dict[str, Path] = {}
    for line in memberships.splitlines():
        _, controllers, path = line.split(":", 2)
        for controller in controllers.split(","):
            root, folder = points.get(controller, ("\0", Path()))
            if path.startswith(root):
                own[controller] = folder / path.removeprefix(root).lstrip("/")
    return own
