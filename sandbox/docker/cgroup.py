"""Reads what a container uses from its cgroup's files on this host, some 10 µs a time.

Memory counts anonymous pages, tmpfs files, kernel memory and those pages of the page cache that the
container was the first to touch. Cgroup v1 charges in batches: a reading may be off by some 256 KiB
for every CPU.
"""

from __future__ import annotations

import contextlib
import os
from dataclasses import dataclass
from pathlib import Path

from sandbox.engine import Usage

NO_USAGE = Usage(cpu_seconds=None, memory_bytes=None, peak_memory_bytes=None, oom_kills=None)


@dataclass(frozen=True)
class CgroupFiles:
    """Where the counters are. `unified`: cgroup v2, whose CPU counter has another form and unit."""

    unified: bool
    cpu: Path
    memory: Path
    peak: Path
    oom: Path


def locate(container_id: str, memberships: str, mountinfo: str) -> CgroupFiles | None:
    """Find a container's counters from /proc/<pid>/cgroup and /proc/self/mountinfo.

    None when they are not this container's: a remote engine's process numbers mean nothing here.
    """
    paths = _memberships(memberships, container_id)
    mounts = _mounts(mountinfo)
    memory = _directory("memory", paths, mounts)
    cpu = _directory("cpuacct", paths, mounts)
    if memory and cpu:
        return CgroupFiles(
            unified=False,
            cpu=cpu / "cpuacct.usage",
            memory=memory / "memory.usage_in_bytes",
            peak=memory / "memory.max_usage_in_bytes",
            oom=memory / "memory.oom_control",
        )
    unified = _directory("", paths, mounts)
    if unified is None or memory or cpu:
        return None
    return CgroupFiles(
        unified=True,
        cpu=unified / "cpu.stat",
        memory=unified / "memory.current",
        peak=unified / "memory.peak",
        oom=unified / "memory.events",
    )


def _memberships(text: str, container_id: str) -> dict[str, str]:
    """Controller → path, for the lines that name the container; the controller of v2 is ""."""
    paths: dict[str, str] = {}
    for line in text.splitlines():
        _, controllers, path = line.split(":", 2)
        if container_id in path:
            paths.update(dict.fromkeys(controllers.split(","), path))
    return paths


def _mounts(mountinfo: str) -> dict[str, tuple[str, str]]:
    """Controller → (mounted part of the hierarchy, mount point); the controller of v2 is ""."""
    mounts: dict[str, tuple[str, str]] = {}
    for line in mountinfo.splitlines():
        before, _, after = line.partition(" - ")
        root, point = before.split()[3:5]
        kind, _, options = after.split(" ", 2)
        if kind == "cgroup2":
            mounts[""] = (root, point)
        elif kind == "cgroup":
            mounts.update(dict.fromkeys(options.split(","), (root, point)))
    return mounts


def _directory(
    controller: str, paths: dict[str, str], mounts: dict[str, tuple[str, str]]
) -> Path | None:
    if controller not in paths or controller not in mounts:
        return None
    root, point = mounts[controller]
    if not paths[controller].startswith(root):
        return None
    return Path(point) / paths[controller].removeprefix(root).lstrip("/")


def parse_cpu(content: bytes, unified: bool) -> float:
    """CPU seconds from cpuacct.usage (nanoseconds) or cpu.stat (usage_usec)."""
    if unified:
        return _field(content, b"usage_usec") / 1e6
    return int(content) / 1e9


def parse_oom_kills(content: bytes) -> int:
    """Processes killed for want of memory, from memory.oom_control or memory.events."""
    return _field(content, b"oom_kill")


def _field(content: bytes, name: bytes) -> int:
    for line in content.splitlines():
        key, _, value = line.partition(b" ")
        if key == name:
            return int(value)
    raise ValueError(f"no field {name.decode()}")


class CgroupReader:
    """Counters of one container, held open: a reading is four `pread`s. Close it when done."""

    def __init__(self, files: CgroupFiles) -> None:
        """Raises OSError where CPU or memory are not readable; other counters may be missing."""
        self._unified = files.unified
        self._descriptors: list[int] = []
        self._last = NO_USAGE
        try:
            self._cpu = self._open(files.cpu)
            self._memory = self._open(files.memory)
        except OSError:
            self.close()
            raise
        self._peak, self._resettable = self._open_peak(files.peak)
        self._oom = self._open_if_present(files.oom)

    def read(self) -> Usage:
        """Usage now; after the container's end the last reading that succeeded."""
        with contextlib.suppress(OSError, ValueError):
            self._last = Usage(
                cpu_seconds=parse_cpu(os.pread(self._cpu, 4096, 0), self._unified),
                memory_bytes=int(os.pread(self._memory, 64, 0)),
                peak_memory_bytes=None if self._peak is None else int(os.pread(self._peak, 64, 0)),
                oom_kills=(
                    None if self._oom is None else parse_oom_kills(os.pread(self._oom, 4096, 0))
                ),
            )
        return self._last

    def reset_peak(self) -> None:
        """Begin a new peak, where permitted; v2 needs Linux 6.12, and only this reader sees it."""
        if self._peak is not None and self._resettable:
            try:
                os.pwrite(self._peak, b"0\n", 0)
            except OSError:
                self._resettable = False

    def close(self) -> None:
        """Close the descriptors; `read` then keeps giving the last reading. May be called twice."""
        for descriptor in self._descriptors:
            os.close(descriptor)
        self._descriptors.clear()
        self._cpu = self._memory = -1
        self._peak = self._oom = None

    def _open(self, path: Path, flags: int = os.O_RDONLY) -> int:
        descriptor = os.open(path, flags | os.O_CLOEXEC)
        self._descriptors.append(descriptor)
        return descriptor

    def _open_if_present(self, path: Path) -> int | None:
        try:
            return self._open(path)
        except OSError:
            return None

    def _open_peak(self, path: Path) -> tuple[int | None, bool]:
        try:
            return self._open(path, os.O_RDWR), True
        except OSError:
            return self._open_if_present(path), False


def reader_of(container_id: str, pid: int, proc: Path = Path("/proc")) -> CgroupReader | None:
    """A reader for the container with first process `pid`; None where this host cannot read it."""
    try:
        memberships = (proc / str(pid) / "cgroup").read_text()
        mountinfo = (proc / "self" / "mountinfo").read_text()
        files = locate(container_id, memberships, mountinfo)
        return None if files is None else CgroupReader(files)
    except OSError:
        return None
