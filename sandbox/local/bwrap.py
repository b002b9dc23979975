"""Command lines for bubblewrap. What it sets up, sandbox.local.inside.entry then locks."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import PurePosixPath

from sandbox.engine import Limits
from sandbox.local.inside.rootfs import DEVICE_LINKS, DEVICES, HOST_NAME, NOBODY
from sandbox.local.layout import SCRATCH, SHARED_MEMORY, View, within

# As root no user namespace is made: its root would still own root's files. The entry becomes
# another user instead, for which it needs these; SYS_ADMIN is for capping the number of files in
# /tmp, which bubblewrap cannot.
_KEPT_FOR_ENTRY = ("CAP_SETUID", "CAP_SETGID", "CAP_SETPCAP", "CAP_SYS_ADMIN")


def command(
    program: str, view: View, limits: Limits, as_root: bool, report: int, gate: int
) -> list[str]:
    """Everything up to the program's own command.

    `report` gets the process number; the start waits until `gate` can be read.
    """
    words = [program, "--die-with-parent", "--new-session", "--as-pid-1"]
    words += ["--unshare-ipc", "--unshare-pid", "--unshare-net", "--unshare-uts"]
    words += ["--unshare-cgroup-try", "--cap-drop", "ALL"]
    if as_root:
        for capability in _KEPT_FOR_ENTRY:
            words += ["--cap-add", capability]
    else:
        words += ["--unshare-user", "--disable-userns"]
        words += ["--uid", str(NOBODY), "--gid", str(NOBODY)]
    words += ["--clearenv", "--hostname", HOST_NAME]
    words += _files(view, limits)
    words += ["--remount-ro", "/", "--chdir", SCRATCH]
    return [*words, "--info-fd", str(report), "--block-fd", str(gate), "--"]


def _files(view: View, limits: Limits) -> Sequence[str]:
    words: list[str] = []
    for path in _parents(view):
        words += ["--perms", "0755", "--dir", path]
    for source, target in view.trees:
        words += ["--ro-bind", source, target]
    for path in view.hidden:
        words += ["--size", "4096", "--tmpfs", path, "--remount-ro", path]
    for path, target in (*view.links, *DEVICE_LINKS.items()):
        words += ["--symlink", target, path]
    for name in DEVICES:
        words += ["--dev-bind", f"/dev/{name}", f"/dev/{name}"]
    words += ["--proc", "/proc"]
    sizes = {SCRATCH: limits.tmp_bytes, SHARED_MEMORY: limits.shared_memory_bytes}
    for path, size in sizes.items():
        words += ["--perms", "1777", "--size", str(size), "--tmpfs", path]
    return words


def _parents(view: View) -> list[str]:
    """Directories above what is shown; bubblewrap itself would make them root's alone."""
    targets = [target for _, target in view.trees] + [path for path, _ in view.links]
    above = {str(parent) for target in targets for parent in PurePosixPath(target).parents}
    shown = [target for _, target in view.trees]
    return sorted(path for path in above | {"/dev"} if path != "/" and not within(path, shown))
