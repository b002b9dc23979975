"""Judges what a probe saw inside a sandbox, and says in plain words what is in force."""

from __future__ import annotations

from collections.abc import Mapping

from sandbox.local.inside import landlock

Observed = Mapping[str, int]


def faults(seen: Observed, has_own_root: bool) -> list[str]:
    """Why this sandbox must not be used; empty when it holds what it promises."""
    checks = {
        "programs can open network sockets": seen["network"] == 0,
        "system calls are not filtered": seen["seccomp"] == 2,
        "programs could gain privileges": seen["no_new_privileges"] == 1,
        "programs hold capabilities": seen["capabilities"] == 0,
        "programs run as root": seen["user"] != 0,
        "the environment is not clean": seen["environment"] == 0,
        "system files can be changed": seen["root_writable"] == 0,
        "files of this machine can be read": seen["host_readable"] == 0,
        "there is no room to write in": seen["scratch_writable"] == 1,
        "programs cannot start processes": seen["forks"] == 1,
    }
    if has_own_root:
        checks["other processes are visible"] = seen["pid"] == 1 and seen["processes"] <= 1
    return [fault for fault, passed in checks.items() if not passed]


def in_words(backend: str, seen: Observed, has_own_root: bool, grouped: bool) -> dict[str, str]:
    """Control → state, for `grader sandbox status`."""
    level = seen["landlock"]
    total = "limited for all processes together (control group)"
    single = "limited for each process"
    return {
        "isolation": backend,
        "network": "none: no process can open a socket",
        "files": "own root, read-only" if has_own_root else "Landlock: chosen files only",
        "processes of others": "invisible" if has_own_root else _signals(level),
        "user": f"{seen['user']}, no capabilities, no new privileges",
        "system calls": "filtered (seccomp)",
        "landlock": f"version {level}" if level else "not in this kernel",
        "memory": total if grouped else single,
        "process count": total if grouped else "limited for the sandbox's user",
        "cpu share": total if grouped else "not limited",
        "disk": "own temporary directory, capped" if has_own_root else "each file capped",
    }


def cannot_stop(backend: str, seen: Observed, has_own_root: bool, grouped: bool) -> tuple[str, ...]:
    """What a submission could still do, in plain words."""
    gaps = ["A fault in the kernel would give a submission the rights of the user who grades."]
    if not grouped:
        gaps += [
            "Memory is limited for each process, not in total.",
            "CPU use of many processes is not limited; only the clock ends them.",
            "CPU time of processes that nobody waited for is not counted.",
        ]
    if not has_own_root:
        gaps += [
            "A submission can fill the disk of the temporary directory with many files.",
            "Names of files below the Python installation and process numbers can be listed.",
        ]
        if not grouped:
            gaps.append("The number of processes is limited together with the user's own.")
        if seen["landlock"] < landlock.SCOPES_SINCE:
            gaps.append("A submission can send signals to other processes of this user.")
    elif backend == "bubblewrap" and seen["host_user"] != 0:
        gaps.append("The number of files in /tmp is limited by memory only.")
    return tuple(gaps)


def _signals(level: int) -> str:
    if level >= landlock.SCOPES_SINCE:
        return "cannot be read or signalled (Landlock)"
    return "cannot be read (Landlock)"
