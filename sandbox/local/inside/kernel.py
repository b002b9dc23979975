"""System calls that Python does not offer: namespaces, mounts, capabilities. All raise OSError."""

from __future__ import annotations

import ctypes
import os
import signal

CLONE_NEWNS = 0x00020000
CLONE_NEWCGROUP = 0x02000000
CLONE_NEWUTS = 0x04000000
CLONE_NEWIPC = 0x08000000
CLONE_NEWUSER = 0x10000000
CLONE_NEWPID = 0x20000000
CLONE_NEWNET = 0x40000000

MS_RDONLY, MS_NOSUID, MS_NODEV, MS_NOEXEC, MS_REMOUNT = 1, 2, 4, 8, 32
MS_BIND, MS_REC, MS_PRIVATE = 4096, 16384, 1 << 18
MNT_DETACH = 2

_PR_SET_PDEATHSIG, _PR_SET_DUMPABLE = 1, 4
_PR_CAPBSET_DROP, _PR_SET_CHILD_SUBREAPER, _PR_SET_NO_NEW_PRIVS = 24, 36, 38
_CAPABILITY_VERSION_3 = 0x20080522
_AT_FDCWD, _AT_RECURSIVE = -100, 0x8000
_ATTR_RDONLY, _ATTR_NOSUID, _ATTR_NODEV = 1, 2, 4

_MACHINES = {"x86_64": {"pivot_root": 155}, "aarch64": {"pivot_root": 41}}
_MOUNT_SETATTR = 442  # the same on every machine, as are all calls newer than 2019

_libc = ctypes.CDLL(None, use_errno=True)


def _checked(result: int, what: str) -> int:
    if result < 0:
        code = ctypes.get_errno()
        raise OSError(code, f"{what}: {os.strerror(code)}")
    return result


def syscall(number: int, what: str, *arguments: object) -> int:
    """A raw system call; integers are passed as 64 bits, bytes and ctypes objects as pointers."""
    wide = [ctypes.c_long(a) if isinstance(a, int) else a for a in arguments]
    return _checked(_libc.syscall(ctypes.c_long(number), *wide), what)


def prctl(option: int, *arguments: int) -> int:
    """prctl(2) with up to four further numbers."""
    padded = (*arguments, 0, 0, 0, 0)[:4]
    return _checked(_libc.prctl(option, *(ctypes.c_ulong(a) for a in padded)), f"prctl {option}")


def die_with_parent() -> None:
    """Be killed when the thread that started this process ends; a change of user clears this."""
    prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)


def adopt_orphans() -> None:
    """Become the parent of every descendant whose own parent ends: none escapes a search."""
    prctl(_PR_SET_CHILD_SUBREAPER, 1)


def forbid_inspection() -> None:
    """No other process of this user may read this one's memory or trace it."""
    prctl(_PR_SET_DUMPABLE, 0)


def allow_inspection() -> None:
    """Undo what a change of user id does to /proc/self, which the program may need for itself."""
    prctl(_PR_SET_DUMPABLE, 1)


def no_new_privileges() -> None:
    """From here on no exec can gain a privilege; seccomp and Landlock ask for it."""
    prctl(_PR_SET_NO_NEW_PRIVS, 1)


def drop_capabilities() -> None:
    """Give up every capability of this process for good."""
    header = (ctypes.c_uint32 * 2)(_CAPABILITY_VERSION_3, 0)
    empty = (ctypes.c_uint32 * 6)()
    _checked(_libc.capset(header, empty), "capset")


def drop_bounding_set() -> None:
    """Take every capability out of reach of later execs; needs CAP_SETPCAP."""
    for capability in range(64):
        try:
            prctl(_PR_CAPBSET_DROP, capability)
        except OSError as error:
            if error.errno == 22:  # EINVAL: past the last capability that this kernel knows
                return
            raise


def become_user(user: int) -> None:
    """From root to an ordinary user and group without supplementary groups."""
    os.setgroups([])
    os.setresgid(user, user, user)
    os.setresuid(user, user, user)


def unshare(flags: int) -> None:
    """Leave the namespaces that `flags` name."""
    _checked(_libc.unshare(flags), "unshare")


def mount(source: str, target: str, kind: str, flags: int, options: str = "") -> None:
    """mount(2)."""
    encoded = [os.fsencode(text) for text in (source, target, kind, options)]
    arguments = (*encoded[:3], ctypes.c_ulong(flags), encoded[3])
    _checked(_libc.mount(*arguments), f"mount {target}")


def unmount(target: str) -> None:
    """Detach the file systems mounted at `target`."""
    _checked(_libc.umount2(os.fsencode(target), MNT_DETACH), f"unmount {target}")


def pivot_root(new: str, old: str) -> None:
    """Make `new` the root of this mount namespace and put the old one at `old`."""
    number = _MACHINES[os.uname().machine]["pivot_root"]
    syscall(number, "pivot_root", os.fsencode(new), os.fsencode(old))


def make_read_only(path: str) -> None:
    """All that is mounted at and below `path`: no writing, devices or set-uid (Linux 5.12)."""
    attributes = (ctypes.c_uint64 * 4)(_ATTR_RDONLY | _ATTR_NOSUID | _ATTR_NODEV, 0, 0, 0)
    name = os.fsencode(path)
    size = ctypes.sizeof(attributes)
    syscall(_MOUNT_SETATTR, f"read-only {path}", _AT_FDCWD, name, _AT_RECURSIVE, attributes, size)
