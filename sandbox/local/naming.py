"""Names of a sandbox's directories and groups: they say which grader they belong to."""

from __future__ import annotations

import os
import secrets
from pathlib import Path

PREFIX = "grader-"  # followed by the grader's process number, a dash and a random part


def unique() -> str:
    """A new name of this process."""
    return f"{PREFIX}{os.getpid()}-{secrets.token_hex(6)}"


def is_orphan(name: str) -> bool:
    """Whether the grader that the name belongs to is dead."""
    owner = name.removeprefix(PREFIX).partition("-")[0]
    return name.startswith(PREFIX) and owner.isdigit() and not Path(f"/proc/{owner}").exists()
