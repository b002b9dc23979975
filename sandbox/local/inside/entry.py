"""The last trusted step: gives up every privilege, then becomes the program.

It runs in the sandbox, as the process that the program's module will run in, and takes its orders
as one JSON argument. The sequence matters: limits while root may raise them, the bounding set
before the user changes, no_new_privs before Landlock and seccomp, seccomp last because it forbids
most of the rest.
"""

from __future__ import annotations

import json
import os
import resource
import runpy
import signal
import site
import sys
from typing import TypedDict

from sandbox.local.inside import kernel, landlock, seccomp

ENVIRONMENT = {  # the same as in a container
    "PATH": "/usr/local/bin:/usr/bin:/bin",
    "LANG": "C.UTF-8",
    "OPENBLAS_NUM_THREADS": "1",  # threads started before a fork do not live on after it
    "OMP_NUM_THREADS": "1",
}
FOLDERS = ("HOME", "TMPDIR")  # both are where the program starts


class Orders(TypedDict):
    """What `main` is told; every path is one inside the sandbox."""

    module: str
    path: list[str]
    limits: dict[str, int]  # "RLIMIT_…" → value
    user: int | None  # whom to become; None: stay
    small_files: dict[str, tuple[int, int]]  # tmpfs to cap anew: path → bytes, files
    readable: list[str]
    listable: list[str]
    writable: list[str]
    landlock_required: bool


def main() -> None:
    """Read the orders, lock down, run the module as `__main__`."""
    orders: Orders = json.loads(sys.argv[1])
    _scrub()
    for path, (size, files) in orders["small_files"].items():
        options = f"size={size},nr_inodes={files}"
        flags = kernel.MS_REMOUNT | kernel.MS_NOSUID | kernel.MS_NODEV | kernel.MS_NOEXEC
        kernel.mount("tmpfs", path, "tmpfs", flags, options)
    _limit(orders["limits"])
    _give_up_privileges(orders["user"])
    _fence(orders)
    seccomp.install()
    _become(orders["module"], orders["path"])


def _scrub() -> None:
    """No environment, descriptor or signal handling of the starter is left."""
    os.environ.clear()
    os.environ.update(ENVIRONMENT, **dict.fromkeys(FOLDERS, os.getcwd()))
    os.closerange(3, 65536)
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, signal.SIG_DFL)
    os.umask(0o022)


def _limit(limits: dict[str, int]) -> None:
    for name, value in limits.items():
        number = getattr(resource, name)
        _, ceiling = resource.getrlimit(number)
        if ceiling != resource.RLIM_INFINITY:
            value = min(value, ceiling)
        resource.setrlimit(number, (value, value))


def _give_up_privileges(user: int | None) -> None:
    if user is not None:
        kernel.drop_bounding_set()
        kernel.become_user(user)
    kernel.drop_capabilities()
    kernel.allow_inspection()
    kernel.die_with_parent()
    kernel.no_new_privileges()


def _fence(orders: Orders) -> None:
    try:
        landlock.restrict(orders["readable"], orders["listable"], orders["writable"])
    except OSError:
        if orders["landlock_required"]:
            raise


def _become(module: str, path: list[str]) -> None:
    """Without `site` no .pth file is read; its three conveniences are what a candidate may call."""
    site.setquit()
    site.setcopyright()
    site.sethelper()
    sys.path[:0] = path
    sys.argv[:] = [module]
    runpy.run_module(module, run_name="__main__", alter_sys=True)
