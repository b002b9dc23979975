"""Builds the file system that a program in its own namespaces sees, and makes it the root."""

from __future__ import annotations

import os
import socket
from typing import TypedDict

from sandbox.local.inside import kernel

NOBODY = 65534
HOST_NAME = "box"
DEVICES = ("null", "zero", "full", "random", "urandom")
DEVICE_LINKS = {
    "/dev/fd": "/proc/self/fd",
    "/dev/stdin": "/proc/self/fd/0",
    "/dev/stdout": "/proc/self/fd/1",
    "/dev/stderr": "/proc/self/fd/2",
}

_BASE, _OLD = "/tmp", "/.old"  # noqa: S108 - a mount point that exists everywhere, covered at once
_PRIVATE = kernel.MS_NOSUID | kernel.MS_NODEV | kernel.MS_NOEXEC


class Root(TypedDict):
    """What to build: `trees` are (host path, path inside), `links` (path inside, target)."""

    trees: list[tuple[str, str]]
    hidden: list[str]
    links: list[tuple[str, str]]
    writable: dict[str, tuple[int, int]]  # path → bytes, files


def enter(root: Root) -> None:
    """Build the root in this process's mount namespace and move into it. Raises OSError."""
    socket.sethostname(HOST_NAME)
    kernel.mount("none", "/", "", kernel.MS_REC | kernel.MS_PRIVATE)
    kernel.mount("tmpfs", _BASE, "tmpfs", kernel.MS_NOSUID | kernel.MS_NODEV, "mode=755,size=1m")
    os.mkdir(_BASE + _OLD)
    kernel.pivot_root(_BASE, _BASE + _OLD)
    os.chdir("/")
    for source, target in root["trees"]:
        _show(source, target)
    for path in root["hidden"]:
        kernel.mount("tmpfs", path, "tmpfs", kernel.MS_RDONLY | _PRIVATE, "size=4k,nr_inodes=2")
    for path, target in (*root["links"], *DEVICE_LINKS.items()):
        os.makedirs(os.path.dirname(path), exist_ok=True)
        os.symlink(target, path)
    for name in DEVICES:
        _place(f"/dev/{name}", is_directory=False)
        kernel.mount(f"{_OLD}/dev/{name}", f"/dev/{name}", "", kernel.MS_BIND)
    _show_processes()
    for path, (size, files) in root["writable"].items():
        os.makedirs(path, exist_ok=True)
        options = f"mode=1777,size={size},nr_inodes={files}"
        kernel.mount("tmpfs", path, "tmpfs", _PRIVATE, options)
    kernel.unmount(_OLD)
    os.rmdir(_OLD)
    again = kernel.MS_REMOUNT | kernel.MS_BIND | kernel.MS_RDONLY
    kernel.mount("", "/", "", again | kernel.MS_NOSUID | kernel.MS_NODEV)


def _show(source: str, target: str) -> None:
    origin = _OLD + source
    _place(target, os.path.isdir(origin))
    kernel.mount(origin, target, "", kernel.MS_BIND | kernel.MS_REC)
    kernel.make_read_only(target)


def _place(path: str, is_directory: bool) -> None:
    """Make the mount point."""
    if is_directory:
        os.makedirs(path, exist_ok=True)
        return
    os.makedirs(os.path.dirname(path), exist_ok=True)
    with open(path, "ab"):
        pass


def _show_processes() -> None:
    """A /proc of this process namespace; an empty one where a container's masked /proc forbids."""
    os.makedirs("/proc", exist_ok=True)
    try:
        kernel.mount("proc", "/proc", "proc", _PRIVATE)
    except PermissionError:
        kernel.mount("tmpfs", "/proc", "tmpfs", kernel.MS_RDONLY | _PRIVATE, "size=4k,nr_inodes=2")
