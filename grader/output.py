"""Writes a result to a file: whole or not at all."""

from __future__ import annotations

import os
import secrets
from pathlib import Path

from grader.errors import GraderError


def write(text: str, to: Path) -> None:
    """Write `text` as UTF-8 to `to`, which is never seen half written; raises GraderError."""
    data = text.encode("utf-8", "backslashreplace")
    try:
        target = to.resolve()
        if target.exists() and not target.is_file():
            target.write_bytes(data)  # a device or a pipe must not be replaced by a file
        else:
            _replace(target, data)
    except OSError as error:
        raise GraderError(
            f"the output cannot be written to {to}: {error.strerror or error}",
            "Choose another file by --output FILE.",
        ) from None


def _replace(target: Path, data: bytes) -> None:
    beside = target.with_name(f".{target.name}.{secrets.token_hex(4)}")
    try:
        with os.fdopen(os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o666), "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        beside.replace(target)
    finally:
        beside.unlink(missing_ok=True)
