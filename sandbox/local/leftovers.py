"""Directories of sandboxes, and the removal of those whose grader died without cleaning up."""

from __future__ import annotations

import contextlib
import os
import shutil
import tempfile
from pathlib import Path

from sandbox.local import cgroups, naming


def folder() -> Path:
    """A new directory for one sandbox, only its owner's."""
    path = Path(tempfile.gettempdir(), naming.unique())
    path.mkdir(mode=0o700)
    return path


def sweep() -> int:
    """Remove directories and control groups of dead graders, as after a SIGKILL; says how many."""
    removed = 0
    for path in Path(tempfile.gettempdir()).glob(f"{naming.PREFIX}*"):
        if naming.is_orphan(path.name) and path.lstat().st_uid == os.getuid():
            shutil.rmtree(path, ignore_errors=True)
            removed += not path.exists()
    for path in cgroups.groups_of_ours():
        if naming.is_orphan(path.name):
            with contextlib.suppress(OSError):  # its last processes are still dying
                path.rmdir()
                removed += 1
    return removed
