"""Usage of a sandbox without a control group: sums over its processes as /proc shows them.

Weaker than a control group's counters: the time of a process whose parent did not wait for it is
lost, and peaks between two readings are seen only as each process's own high-water mark.
"""

from __future__ import annotations

import contextlib
import os

from sandbox.engine import Usage

_TICK = os.sysconf("SC_CLK_TCK")


class ProcessTree:
    """Readings of one process and all that descends from it."""

    def __init__(self, first: int) -> None:
        self._first = first
        self._cpu = 0.0
        self._peak = 0
        self._marks: dict[int, int] = {}  # process → high-water mark when the peak was last reset

    def read(self) -> Usage:
        """Usage now; CPU seconds and peak never go down except by `reset_peak`."""
        members = _family(self._first)
        self._cpu = max(self._cpu, sum(_cpu_ticks(process) for process in members) / _TICK)
        memory = sum(_proportional_bytes(process) for process in members)
        marks = [self._new_mark(process) for process in members]
        self._peak = max(self._peak, memory, *marks)
        return Usage(
            cpu_seconds=self._cpu,
            memory_bytes=memory,
            peak_memory_bytes=self._peak,
            oom_kills=None,
        )

    def reset_peak(self) -> None:
        """Begin a new peak: marks reached before count no more."""
        members = _family(self._first)
        self._marks = {process: _status_bytes(process, ("VmHWM",)) for process in members}
        self._peak = 0

    def close(self) -> None:
        """Nothing is held open."""

    def _new_mark(self, process: int) -> int:
        mark = _status_bytes(process, ("VmHWM",))
        return mark if mark > self._marks.get(process, 0) else 0


def _family(first: int) -> list[int]:
    """A process and its descendants, from the kernel's own lists: a pass over /proc takes 5 ms."""
    found = [first]
    for process in found:
        with contextlib.suppress(OSError):
            for thread in os.listdir(f"/proc/{process}/task"):
                with open(f"/proc/{process}/task/{thread}/children", "rb") as file:
                    found.extend(int(child) for child in file.read().split())
    return found


def _cpu_ticks(process: int) -> int:
    """User and system time, its own and that of children it has waited for."""
    try:
        with open(f"/proc/{process}/stat", "rb") as file:
            fields = file.read().rpartition(b")")[2].split()
    except OSError:
        return 0
    return sum(int(field) for field in fields[11:15])


def _proportional_bytes(process: int) -> int:
    """Memory with shared pages divided among users; where that is hidden, private pages in full."""
    with contextlib.suppress(OSError), open(f"/proc/{process}/smaps_rollup", "rb") as file:
        for line in file:
            if line.startswith(b"Pss:"):
                return int(line.split()[1]) * 1024
    return _status_bytes(process, ("RssAnon", "RssShmem"))


def _status_bytes(process: int, names: tuple[str, ...]) -> int:
    total = 0
    with contextlib.suppress(OSError), open(f"/proc/{process}/status", encoding="ascii") as file:
        for line in file:
            key, _, value = line.partition(":")
            if key in names:
                total += int(value.split()[0]) * 1024
    return total
