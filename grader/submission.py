"""Reads what a candidate hands in: a .py file or notebook → source, and where its lines are."""

from __future__ import annotations

import ast
import hashlib
import io
import os
import re
import stat
import sys
import tokenize
import warnings
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from types import MappingProxyType

from grader.errors import InvalidSubmission
from grader.text import closest, listed, safe

LIMIT = 1 << 20  # bytes
RUNNER_PYTHON = (3, 13)
HINT = re.compile(r"#\s*problem:\s*(\S+)\s*")
HINT_LINES = 20
NO_LINES: Mapping[int, str] = MappingProxyType({})


@dataclass(frozen=True)
class SyntaxFault:
    """Why this host's Python cannot parse a source: one that is newer may well do."""

    message: str
    place: str  # "line 12", "cell 3, line 2"
    text: str  # the line
    caret: int  # offset into the line, from 0

    def rejection(self) -> InvalidSubmission:
        """The error to raise once it is sure that the runner's Python cannot parse it either."""
        shown = safe(self.text.rstrip("\r\n"), 200)
        lead = len(safe(self.text[: self.caret], 200))
        pointed = f"\n    {shown}\n    {' ' * lead}^" if self.text.strip() else ""
        return InvalidSubmission(
            "syntax_error",
            f"syntax error in {self.place}: {safe(self.message)}{pointed}",
            f"Correct {self.place}, then submit again.",
        )


@dataclass(frozen=True)
class Submission:
    """A candidate's source. `lines` has the places of lines of `source` that are not "line N"."""

    path: str
    source: str
    kind: str  # "python" or "notebook"
    sha256: str  # of the file's bytes
    lines: Mapping[int, str] = field(default_factory=lambda: NO_LINES)
    problem_hint: str | None = None
    syntax_fault: SyntaxFault | None = None

    def place(self, line: int) -> str:
        """Where the candidate finds line `line` (from 1) of the source."""
        return self.lines.get(line, f"line {line}")


def read(path: Path) -> Submission:
    """The submission in the file `path`; raises InvalidSubmission."""
    data = _bytes(path)
    shown, digest = str(path), hashlib.sha256(data).hexdigest()
    if path.suffix.lower() == ".ipynb":
        from grader import notebook  # here: nbformat takes longer to import than all the rest

        book = notebook.extract(data)
        source, lines, hint = book.source, book.lines, book.problem_hint or _hint(book.source)
        kind = "notebook"
    else:
        source, lines, kind = _decoded(data), NO_LINES, "python"
        hint = _hint(source)
    fault = _syntax_fault(source, lines)
    return Submission(shown, source, kind, digest, lines, hint, fault)


def reject_syntax(submission: Submission, python: tuple[int, int] = RUNNER_PYTHON) -> None:
    """Raise InvalidSubmission for a syntax error, if this host's Python is as new as `python`.

    `python` is the version that will run the submission. A host that is older than that cannot
    know, and leaves the answer to the runner.
    """
    if submission.syntax_fault is not None and sys.version_info[:2] >= python:
        raise submission.syntax_fault.rejection()


def _bytes(path: Path) -> bytes:
    """At most LIMIT bytes of a regular file. Opened without blocking: a FIFO has no end."""
    try:
        handle = os.open(path, os.O_RDONLY | os.O_NONBLOCK | getattr(os, "O_CLOEXEC", 0))
    except FileNotFoundError:
        raise _missing(path) from None
    except OSError as error:
        raise InvalidSubmission(
            "unreadable",
            f"{_name(path)} cannot be read: {error.strerror}",
            "Check its permissions.",
        ) from None
    try:
        _check_kind(path, os.fstat(handle).st_mode)
        with open(handle, "rb", closefd=False) as file:
            data = file.read(LIMIT + 1)
    finally:
        os.close(handle)
    if len(data) > LIMIT:
        raise InvalidSubmission(
            "too_large",
            f"{_name(path)} is larger than {LIMIT >> 20} MiB",
            "Hand in the code only; clear a notebook's outputs.",
        )
    if not data.strip():
        raise InvalidSubmission(
            "empty", f"{_name(path)} is empty", "Save your work, then submit again."
        )
    return data


def _check_kind(path: Path, mode: int) -> None:
    if stat.S_ISDIR(mode):
        raise InvalidSubmission(
            "folder",
            f"{_name(path)} is a folder, not a file",
            "Name one .py or .ipynb file in it.",
        )
    if not stat.S_ISREG(mode):
        raise InvalidSubmission("not_a_file", f"{_name(path)} is not an ordinary file")


def _name(path: Path) -> str:
    return safe(str(path))


def _missing(path: Path) -> InvalidSubmission:
    try:
        beside = [
            entry.name for entry in path.parent.iterdir() if entry.suffix in {".py", ".ipynb"}
        ]
    except OSError:
        return InvalidSubmission(
            "missing",
            f"there is no file {_name(path)}",
            f"There is no folder {_name(path.parent)} either.",
        )
    near = [safe(name) for name in closest(path.name, beside)]
    hint = (
        f"Did you mean {listed(near)}?"
        if near
        else "Check the name, or change to the file's folder."
    )
    return InvalidSubmission("missing", f"there is no file {_name(path)}", hint)


def _decoded(data: bytes) -> str:
    """Source text as Python itself would read it: BOM, coding line (PEP 263), else UTF-8."""
    if b"\0" in data:
        raise InvalidSubmission(
            "binary",
            "this is a binary file, not Python source",
            "Hand in the .py file itself, not compiled or zipped.",
        )
    try:
        encoding, _ = tokenize.detect_encoding(io.BytesIO(data).readline)
        text = data.decode(encoding)
    except UnicodeDecodeError as error:
        raise _undecodable(error.encoding, error.start) from None
    except (SyntaxError, LookupError) as error:
        if (offset := _first_bad_byte(data)) is not None and "invalid or missing" in str(error):
            raise _undecodable("utf-8", offset) from None
        raise InvalidSubmission(
            "encoding",
            f"the file's encoding cannot be used: {safe(str(error))}",
            "Save the file as UTF-8.",
        ) from None
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _first_bad_byte(data: bytes) -> int | None:
    try:
        data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        return error.start
    return None


def _undecodable(encoding: str, offset: int) -> InvalidSubmission:
    name = "UTF-8" if encoding.startswith("utf-8") else safe(encoding)
    return InvalidSubmission(
        "encoding",
        f"the file is not {name}: the byte at offset {offset} does not belong there",
        "Save the file as UTF-8, or name its encoding in a first line like `# coding: latin-1`.",
    )


def _hint(source: str) -> str | None:
    for line in source.split("\n", HINT_LINES)[:HINT_LINES]:
        if found := HINT.fullmatch(line.strip()):
            return found[1]
    return None


def _syntax_fault(source: str, lines: Mapping[int, str]) -> SyntaxFault | None:
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # an invalid escape is the candidate's to see, not ours
            ast.parse(source)
    except SyntaxError as error:
        number = error.lineno or 1
        text = (error.text or "").rstrip("\n")
        caret = max(0, min(len(text), (error.offset or 1) - 1))
        return SyntaxFault(error.msg, lines.get(number, f"line {number}"), text, caret)
    except (RecursionError, MemoryError):
        raise InvalidSubmission(
            "too_complex",
            "the code is nested too deeply for Python to parse",
            "Split its longest expression.",
        ) from None
    except ValueError as error:
        raise InvalidSubmission(
            "binary", f"this is not Python source: {safe(str(error))}"
        ) from None
    return None
