"""Reads a TOML file into a Struct, strictly: every error names file, line and key."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any, TypeVar

import msgspec

from grader.errors import ProblemError
from grader.text import did_you_mean

Key = tuple[str | int, ...]
T = TypeVar("T", bound=msgspec.Struct)

PATH = re.compile(r" - at `\$(?P<path>.*)`$")
PART = re.compile(r"\.(?P<name>[\w-]+)|\[(?P<index>\d+)\]")
UNKNOWN = re.compile(r"^Object contains unknown field `(?P<name>.*)`$")
MISSING = re.compile(r"^Object missing required field `(?P<name>.*)`$")
PLAIN = (
    ("`object`", "a table"),
    ("`array`", "a list"),
    ("`str`", "a string"),
    ("`int`", "an integer"),
    ("`float`", "a number"),
    ("`bool`", "true or false"),
)


def read(path: Path, model: type[T], shown: str) -> T:
    """The UTF-8 file as a `model`; `shown` is its name in messages. Raises ProblemError."""
    text = path.read_text(encoding="utf-8")
    try:
        return msgspec.convert(tomllib.loads(text), model, strict=True)
    except tomllib.TOMLDecodeError as error:
        raise ProblemError(_syntax(shown, str(error))) from None
    except msgspec.ValidationError as error:
        raise ProblemError(_retold(str(error), text, model, shown)) from None


def _syntax(shown: str, message: str) -> str:
    found = re.search(r"^(?P<what>.*) \(at line (?P<line>\d+), column \d+\)$", message)
    if found is None:
        return f"{shown}: not TOML: {message}"
    return f"{shown}:{found['line']}: not TOML: {found['what']}"


def _retold(message: str, text: str, model: type[msgspec.Struct], shown: str) -> str:
    """msgspec's message with file, line and table in front and the close name behind."""
    found = PATH.search(message)
    where = _key(found["path"]) if found else ()
    bare = message[: found.start()] if found else message
    if unknown := UNKNOWN.match(bare):
        key = (*where, unknown["name"])
        said = f"unknown key{did_you_mean(unknown['name'], _fields(model, where))}"
    elif missing := MISSING.match(bare):
        key, said = (*where, missing["name"]), "this key is missing"
    else:
        key, said = where, _plain(bare, value_at(text, where))
    return placed(shown, text, key, said)


def placed(shown: str, text: str, key: Key, said: str) -> str:
    """ "problems/x/problem.toml:7: [limits] wall_secs: said"."""
    *tables, name = [str(part) for part in key if isinstance(part, str)] or ["file"]
    table = f"[{'.'.join(tables)}] " if tables else ""
    item = f"[{key[-1] + 1}]" if key and isinstance(key[-1], int) else ""
    return f"{shown}:{line_of(text, key)}: {table}{name}{item}: {said}"


def _key(path: str) -> Key:
    return tuple(part["name"] or int(part["index"]) for part in PART.finditer(path))


def _plain(message: str, value: Any) -> str:
    for code, words in PLAIN:
        message = message.replace(code, words)
    if message.startswith("Expected"):
        message = message[0].lower() + message[1:]
        return message if not isinstance(value, str | int | float) else f"{message} ({value!r})"
    return message[0].lower() + message[1:]


def value_at(text: str, key: Key) -> Any:
    """The value that stands at `key`, or None."""
    value: Any = tomllib.loads(text)
    for part in key:
        try:
            value = value[part]
        except (KeyError, IndexError, TypeError):
            return None
    return value


def _fields(model: type[msgspec.Struct], where: Key) -> list[str]:
    """The keys that the table at `where` may have."""
    kind: Any = msgspec.inspect.type_info(model)
    for part in where:
        if isinstance(kind, msgspec.inspect.StructType) and isinstance(part, str):
            kind = next((field.type for field in kind.fields if field.encode_name == part), None)
        elif isinstance(kind, msgspec.inspect.VarTupleType):
            kind = kind.item_type
    if not isinstance(kind, msgspec.inspect.StructType):
        return []
    return [field.encode_name for field in kind.fields]


def line_of(text: str, key: Key) -> int:
    """The line (from 1) that sets `key`; failing that, that of the closest table or key around."""
    best, line = -1, 1
    for at, found in _assignments(text):
        shared = 0
        while shared < min(len(found), len(key)) and found[shared] == key[shared]:
            shared += 1
        around = shared in (len(found), len(key))  # a table around it, or the first part of it
        if around and shared > best:
            best, line = shared, at
    return line


def _assignments(text: str) -> Iterator[tuple[int, Key]]:
    """(line, key path) of every table header and every assignment in a text that is valid TOML."""
    table: Key = ()
    counts: dict[str, int] = {}
    lines = text.splitlines()
    at = 0
    while at < len(lines):
        header = re.match(r"^\s*(\[\[?)\s*([^\]]+?)\s*\]", lines[at])
        if header:
            name = header[2]
            counts[name] = counts.get(name, -1) + 1
            table = (*_dotted(name), counts[name]) if header[1] == "[[" else _dotted(name)
            yield at + 1, table
        elif re.match(r"^\s*[\w\"'-]", lines[at]):
            yield at + 1, (*table, *_dotted(lines[at].split("=")[0].strip()))
            at = _last_line(lines, at)
        at += 1


def _dotted(name: str) -> Key:
    return tuple(part.strip().strip("\"'") for part in name.split("."))


def _last_line(lines: list[str], first: int) -> int:
    """Where the assignment that starts on line `first` ends: values may go on over lines."""
    for last in range(first, len(lines)):
        try:
            tomllib.loads("\n".join(lines[first : last + 1]))
        except tomllib.TOMLDecodeError:
            continue
        return last
    return first
