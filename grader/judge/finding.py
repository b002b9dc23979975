"""What an exception that ended a test says about the submission, and the words for it."""

from __future__ import annotations

import reprlib
from dataclasses import dataclass
from typing import Final

import pytest

from grader.judge.modules import MissingAttribute
from grader.judge.session import ImportFailed, Record, RunnerLost
from sandbox.wire.exceptions import crash
from sandbox.wire.values import TooLarge, Unencodable, WireError

_SHORT: Final = reprlib.Repr()
_SHORT.maxlevel = 4
_SHORT.maxlist = _SHORT.maxtuple = _SHORT.maxset = _SHORT.maxdict = 20
_SHORT.maxstring = _SHORT.maxother = 300


@dataclass(frozen=True)
class Finding:
    """One of the kinds of grader.outcome.Finding, one line of detail, and what may help."""

    kind: str
    detail: str
    feedback: list[str | None] | None = None  # call, expected, got
    crash: str | None = None


def classify(error: BaseException, record: Record, compared: list[str | None] | None) -> Finding:
    """Whose fault it is that a test ended by `error`."""
    frames = crash(error)
    if frames is not None:
        kind = "memory" if isinstance(error, MemoryError) else "raised"
        text = f"{type(error).__name__}: {error}" if str(error) else type(error).__name__
        return Finding(kind, text, [_call(record), None, None], _crash(frames, text))
    if isinstance(error, RunnerLost | ImportFailed):
        return Finding("raised", str(error), [_call(record), None, None])
    if isinstance(error, pytest.skip.Exception):
        return Finding("skipped", str(error))
    if isinstance(error, MissingAttribute):
        return Finding("raised", str(error))
    if isinstance(
        error, Unencodable | TooLarge
    ):  # on this side: what a candidate returns is decoded
        return Finding("broken", f"the test handed over what cannot cross: {error}")
    if isinstance(error, WireError):
        return Finding(
            "raised", f"the answer could not be read: {error}", [_call(record), None, None]
        )
    text = str(error) or type(error).__name__
    if isinstance(error, AssertionError | pytest.fail.Exception):
        return Finding("assertion", text, compared)
    text = f"{type(error).__name__}: {text}"
    return Finding("unusable" if record.calls else "broken", text, compared)


def feedback(record: Record, compared: tuple[object, object] | None) -> list[str | None]:
    """[call, expected, got] of a failing comparison, as far as they are known."""
    if compared is None:
        return [_call(record), None, None]
    left, right = compared
    if any(right is result for result in record.results):
        left, right = right, left
    return [_call(record), short(right), short(left)]


def short(value: object) -> str:
    """A `repr` of bounded length, whatever the value."""
    try:
        return _SHORT.repr(value)
    except BaseException as error:  # the repr of a candidate's object may do anything
        return f"<{type(value).__name__}: its repr raised {type(error).__name__}>"


def _call(record: Record) -> str | None:
    if record.last is None:
        return None
    args = [short(value) for value in record.last.args]
    args += [f"{name}={short(value)}" for name, value in record.last.kwargs.items()]
    return f"{record.last.name}({', '.join(args)})"


def _printable(name: str) -> str:
    """A code object's name may hold anything, our own marks included."""
    return "".join(each if each.isprintable() else "?" for each in name)


def _crash(frames: tuple[tuple[int, str], ...], text: str) -> str:
    """The candidate's frames, the innermost last, for the host to turn into places of the submission."""
    marked = "".join(f"\0{line}\0{_printable(name)}\n" for line, name in frames)
    return f"{marked}\n\x01{text}"
