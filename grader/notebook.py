"""The code of a notebook as one source text.

The rule for what is not Python, told to candidates in docs/submissions.md:

- code cells count, in their order; text cells and all outputs do not;
- a cell tagged `grader-ignore` is left out;
- a cell that starts with `%%` is left out, but `%%time`, `%%timeit`, `%%capture` keep their body;
- a line that starts a statement with `%`, `!` or `?`, ends in `?`, or assigns from `%` or `!`,
  is left out.

A line that is left out becomes a comment, so that all others keep their numbers. No valid statement
starts with one of these characters: a continuation line such as `% 3` is inside brackets, after a
backslash or in a string, which is what `_Reader` keeps track of.
"""

from __future__ import annotations

import json
import re
import warnings
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from grader.errors import InvalidSubmission
from grader.text import safe

IGNORE_TAG = "grader-ignore"
BODY_STAYS = frozenset({"%%time", "%%timeit", "%%capture"})
STARTS = re.compile(r"\s*([%!]|\?{1,2}\w)")
ENDS = re.compile(r"\s*%{0,2}[\w.*]+\?{1,2}\s*")
ASSIGNS = re.compile(r"[\w.,\s*\[\]'\"]+=\s*[%!]\s*\w")
TOKEN = re.compile(r"(?P<quote>'''|\"\"\"|'|\")|(?P<open>[([{])|(?P<close>[)\]}])|(?P<comment>#)")


@dataclass(frozen=True)
class Book:
    """The joined code of a notebook; `lines` maps a line of it to "cell 3, line 2"."""

    source: str
    lines: Mapping[int, str]
    problem_hint: str | None


def extract(data: bytes) -> Book:
    """The code in a notebook file of any version that can be upgraded; raises InvalidSubmission."""
    notebook = _parsed(data)
    source: list[str] = []
    lines: dict[int, str] = {}
    number = 0
    for cell in notebook["cells"]:
        if cell.get("cell_type") != "code":
            continue
        number += 1
        if IGNORE_TAG in (cell.get("metadata") or {}).get("tags", ()):
            continue
        for at, line in enumerate(python_lines(str(cell.get("source", ""))), start=1):
            source.append(line)
            lines[len(source)] = f"cell {number}, line {at}"
    if not any(line.strip() and not line.lstrip().startswith("#") for line in source):
        raise InvalidSubmission(
            "empty",
            "the notebook has no code cell with Python in it",
            f"Cells that start with %% or are tagged {IGNORE_TAG} do not count.",
        )
    return Book("\n".join(source) + "\n", lines, _hint(notebook))


def python_lines(cell: str) -> Iterator[str]:
    """The lines of a code cell, those that are not Python replaced by comments."""
    lines = cell.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    first = next((at for at, line in enumerate(lines) if line.strip()), 0)
    magic = lines[first].strip().split(" ")[0] if lines[first].startswith("%%") else None
    drop_all = magic is not None and magic not in BODY_STAYS
    reader, going_on = _Reader(), False
    for at, line in enumerate(lines):
        whole = drop_all or going_on or (magic is not None and at == first)
        dropped = whole or (reader.starts_statement and _is_magic(line))
        going_on = dropped and line.endswith("\\")
        if dropped:
            yield _comment(line, stands_alone=not whole)
        else:
            reader.read(line)
            yield line


def _comment(line: str, *, stands_alone: bool) -> str:
    """A line without effect. A statement that is indented may have been all there is in a block."""
    if not line.strip():
        return line
    indent = line[: len(line) - len(line.lstrip())]
    instead = f"{indent}pass  " if indent and stands_alone else ""
    return f"{instead}# not Python: {line.strip()}"


def _is_magic(line: str) -> bool:
    return bool(STARTS.match(line) or ENDS.fullmatch(line) or ASSIGNS.match(line))


class _Reader:
    """Knows, line by line, whether the next line starts a statement."""

    def __init__(self) -> None:
        self._depth = 0
        self._quote: str | None = None
        self._joined = False

    @property
    def starts_statement(self) -> bool:
        return self._depth == 0 and self._quote is None and not self._joined

    def read(self, line: str) -> None:
        """Take note of the brackets and strings that `line` opens and closes."""
        at = 0
        while at < len(line):
            if self._quote is not None:
                at = self._in_string(line, at)
                continue
            found = TOKEN.search(line, at)
            if found is None or found["comment"]:
                line = line if found is None else ""
                break
            at = found.end()
            self._quote = found["quote"]
            self._depth = max(0, self._depth + bool(found["open"]) - bool(found["close"]))
        self._joined = line.endswith("\\")
        if self._quote is not None and len(self._quote) == 1 and not self._joined:
            self._quote = None  # an unfinished string ends with its line

    def _in_string(self, line: str, at: int) -> int:
        """Where reading goes on after the end of the string, or after the line."""
        while at < len(line):
            if line[at] == "\\":
                at += 2
            elif self._quote is not None and line.startswith(self._quote, at):
                at += len(self._quote)
                self._quote = None
                return at
            else:
                at += 1
        return at


def _parsed(data: bytes) -> Any:
    """The notebook as version 4; nbformat's own errors are retold."""
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise _broken(f"it is not UTF-8 at byte {error.start}") from None
    try:
        plain = json.loads(text)
    except json.JSONDecodeError as error:
        raise _broken(f"its JSON breaks off in line {error.lineno}: {error.msg}") from None
    except (RecursionError, ValueError):
        raise _broken("its JSON cannot be read") from None
    if not isinstance(plain, dict) or not isinstance(plain.get("nbformat"), int):
        raise _broken("it holds JSON, but no notebook")
    return _upgraded(text)


def _upgraded(text: str) -> Any:
    import nbformat  # here: it takes longer to import than everything else

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # cells without ids are no news to the candidate
            notebook = nbformat.reads(text, as_version=4)  # type: ignore[no-untyped-call] # untyped there
            nbformat.validate(notebook)
    except Exception as error:  # whatever a malformed notebook trips over in nbformat's converters
        first = str(error).strip().split("\n")[0] or type(error).__name__
        raise _broken(f"it is not a valid notebook: {safe(first, 200)}") from None
    return notebook


def _broken(why: str) -> InvalidSubmission:
    return InvalidSubmission(
        "notebook",
        f"the notebook cannot be read: {why}",
        "Open it in Jupyter, save it and submit it again.",
    )


def _hint(notebook: Any) -> str | None:
    section = notebook.get("metadata", {}).get("grader", {})
    found = section.get("problem") if isinstance(section, dict) else None
    return found if isinstance(found, str) else None
