"""Landlock through raw system calls: chosen files only, no TCP, no signals to the outside."""

from __future__ import annotations

import ctypes
import os
import stat
from collections.abc import Iterable

from sandbox.local.inside import kernel

_CREATE_RULESET, _ADD_RULE, _RESTRICT_SELF = 444, 445, 446
_GIVE_VERSION, _PATH_BENEATH = 1, 1

_EXECUTE, _WRITE_FILE, _READ_FILE, _READ_DIR = 1, 2, 4, 8
_TRUNCATE, _IOCTL_DEV = 1 << 14, 1 << 15
_ON_FILES = _EXECUTE | _WRITE_FILE | _READ_FILE | _TRUNCATE | _IOCTL_DEV
_READING = _EXECUTE | _READ_FILE | _READ_DIR
_RIGHTS_BY_VERSION = {1: 13, 2: 14, 3: 15, 4: 15}  # number of file rights; later versions have 16
_TCP, _TCP_SINCE = 0b11, 4
_SCOPES, SCOPES_SINCE = 0b11, 6  # abstract Unix sockets and signals


class _PathBeneath(ctypes.Structure):
    _pack_ = 1
    _layout_ = "ms"
    _fields_ = (("access", ctypes.c_uint64), ("parent", ctypes.c_int32))


def version() -> int:
    """The Landlock version of this kernel; 0 where there is none."""
    try:
        return kernel.syscall(_CREATE_RULESET, "landlock", None, 0, _GIVE_VERSION)
    except OSError:
        return 0


def restrict(readable: Iterable[str], listable: Iterable[str], writable: Iterable[str]) -> None:
    """From here on only these files and trees can be read, listed or written; raises OSError.

    `listable` shows the names below a directory, not the contents. Missing paths are left out.
    """
    level = version()
    rights = (1 << _RIGHTS_BY_VERSION.get(level, 16)) - 1
    tcp = _TCP if level >= _TCP_SINCE else 0
    scopes = _SCOPES if level >= SCOPES_SINCE else 0
    attributes = (ctypes.c_uint64 * 3)(rights, tcp, scopes)
    size = 8 if level < _TCP_SINCE else 16 if level < SCOPES_SINCE else 24
    ruleset = kernel.syscall(_CREATE_RULESET, "landlock ruleset", attributes, size, 0)
    try:
        for paths, access in ((readable, _READING), (listable, _READ_DIR), (writable, rights)):
            for path in paths:
                _allow(ruleset, path, access & rights)
        kernel.syscall(_RESTRICT_SELF, "landlock restrict", ruleset, 0)
    finally:
        os.close(ruleset)


def _allow(ruleset: int, path: str, access: int) -> None:
    try:
        descriptor = os.open(path, os.O_PATH | os.O_CLOEXEC)
    except (FileNotFoundError, PermissionError):
        return
    try:
        if not stat.S_ISDIR(os.fstat(descriptor).st_mode):
            access &= _ON_FILES
        rule = _PathBeneath(access, descriptor)
        kernel.syscall(_ADD_RULE, f"landlock {path}", ruleset, _PATH_BENEATH, ctypes.byref(rule), 0)
    finally:
        os.close(descriptor)
