"""The controls of a sandbox as seen from inside it, before any code of a candidate is there."""

from __future__ import annotations

import os
import resource
import socket
import sys
from importlib import metadata
from pathlib import Path
from typing import Any, Final

_LIBRARIES: Final = ("numpy", "pandas", "scipy", "scikit-learn")


def observe() -> dict[str, Any]:
    """{"python", "packages", "controls"}: plain strings throughout."""
    return {
        "python": ".".join(map(str, sys.version_info[:3])),
        "packages": {name: version for name in _LIBRARIES if (version := _version(name))},
        "controls": _controls(),
    }


def _version(package: str) -> str | None:
    try:
        return metadata.version(package)
    except metadata.PackageNotFoundError:
        return None


def _controls() -> dict[str, str]:
    status = dict(
        line.split(":\t", 1) for line in _read("/proc/self/status").splitlines() if ":\t" in line
    )
    return {
        "network": _network(),
        "root file system": "read-only" if os.statvfs("/").f_flag & os.ST_RDONLY else "writable",
        "user": f"uid {os.getuid()}, gid {os.getgid()}",
        "capabilities": "none"
        if int(status.get("CapEff", "1"), 16) == 0
        else status.get("CapEff", "unknown"),
        "no new privileges": "yes" if status.get("NoNewPrivs") == "1" else "no",
        "seccomp": {"2": "filter", "1": "strict"}.get(status.get("Seccomp", "0"), "none"),
        "processes visible": str(sum(name.isdigit() for name in os.listdir("/proc")))
        if _proc()
        else "none",
        "environment": f"{len(os.environ)} variables",
        "open files": str(resource.getrlimit(resource.RLIMIT_NOFILE)[0]),
        "file size": _size(resource.getrlimit(resource.RLIMIT_FSIZE)[0]),
        "core dumps": "none" if resource.getrlimit(resource.RLIMIT_CORE)[0] == 0 else "allowed",
        "temporary space": _space("/tmp"),  # noqa: S108  # the sandbox's own mount
        "shared memory": _space("/dev/shm"),  # noqa: S108  # the sandbox's own mount
    }


def _network() -> str:
    try:
        socket.socket(socket.AF_INET, socket.SOCK_STREAM).close()
    except OSError:
        return "none: sockets are refused"
    found = [line.split(":")[0].strip() for line in _read("/proc/net/dev").splitlines()[2:]]
    others = [name for name in found if name != "lo"]
    return f"interfaces {', '.join(others)}" if others else "loopback only"


def _proc() -> bool:
    return Path("/proc/self").exists()


def _read(path: str) -> str:
    try:
        return Path(path).read_text()
    except OSError:
        return ""


def _size(limit: int) -> str:
    return "unlimited" if limit == resource.RLIM_INFINITY else f"{limit >> 20} MiB"


def _space(path: str) -> str:
    if not os.path.ismount(path):
        return "not a mount of its own"
    found = os.statvfs(path)
    return f"{(found.f_blocks * found.f_frsize) >> 20} MiB, {found.f_files} files"
