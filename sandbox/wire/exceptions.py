"""Exceptions of the other side, made anew on this one."""

from __future__ import annotations

import contextlib
from typing import Any, Final

from sandbox.wire.mirrors import TEXT, MirrorType
from sandbox.wire.values import WireError

_CRASH: Final = "__grader_crash__"

#: (line, function) of the candidate's frames, the outermost first.
Frames = tuple[tuple[int, str], ...]


def crash(error: BaseException) -> Frames | None:
    """The candidate's frames when `error` was raised on the other side, else None."""
    found = error.__dict__.get(_CRASH)
    return found[2] if found is not None else None


def came_as(error: BaseException, epoch: int) -> int | None:
    """The handle under which the other side sent an exception in this epoch, else None."""
    found = error.__dict__.get(_CRASH)
    return found[1] if found is not None and found[0] == epoch else None


def new_exception(cls: Any, args: tuple[Any, ...]) -> BaseException:
    """An exception of a class with these arguments; raises WireError for what is no exception."""
    if not (isinstance(cls, type) and issubclass(cls, BaseException)) or type(args) is not tuple:
        raise WireError("what was raised is no exception")
    if not isinstance(cls, MirrorType):
        with contextlib.suppress(Exception):  # one with a signature of its own is made without it
            return cls(*args)
    error = cls.__new__(cls, *args)
    error.args = args
    return error


def describe(error: BaseException, text: str, came: tuple[int, int], frames: Any) -> None:
    """Note where an exception came from: (epoch, handle), its text and its frames."""
    checked = tuple((int(line), str(name)[:200]) for line, name in frames[:200])
    error.__dict__ |= {TEXT: str(text), _CRASH: (*came, checked)}


def set_attributes(error: BaseException, attributes: Any) -> None:
    """Set the plain attributes that came along, but none that has a meaning on this side."""
    for name, value in attributes.items():
        is_notes = name == "__notes__" and type(value) is list
        if type(name) is str and (name[:1] != "_" or is_notes):
            error.__dict__[name] = value
