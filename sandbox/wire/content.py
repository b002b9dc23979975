"""The plain content of an instance of a subclass of a builtin type: what it holds, whatever its class says."""

from __future__ import annotations

from typing import Any, Final

#: Builtin types of which a subclass's instance takes a copy of its plain content along.
CONTENT: Final = (int, float, complex, str, bytes, tuple, frozenset, list, dict, set)

#: Those whose instances cannot change: what these types define themselves, the copied content can answer.
FIXED: Final = (int, float, complex, str, bytes, tuple, frozenset)


def content(value: object) -> Any:
    """The plain content of an instance of a subclass of a builtin type, else None."""
    for kind in CONTENT:
        if issubclass(type(value), kind):  # isinstance would believe what `__class__` says
            return _plain(kind, value)
    return None


def _plain(kind: Any, value: Any) -> Any:
    """By the builtin type's own methods: a subclass may have replaced them."""
    if kind is dict:
        return dict(dict.items(value))
    if kind in (list, tuple, set, frozenset):
        return kind(kind.__iter__(value))
    if kind is str:
        return str.__str__(value)
    if kind is bytes:
        return bytes.__getitem__(value, slice(None))
    return kind.__pos__(value)
