"""What can go wrong on the wire, as one small family of exceptions."""

from __future__ import annotations


class WireError(Exception):
    """Base of every error that this package raises."""


class FrameError(WireError):
    """The byte stream is not a sequence of frames within the cap."""


class Unencodable(WireError):
    """A value is not data and no reference was given for it: its type's name, and where it is."""

    def __init__(self, type_name: str, where: str = "", reason: str = "is not data") -> None:
        super().__init__(f"{type_name}{' at ' + where if where else ''} {reason}")
        self.type_name = type_name
        self.where = where
        self.reason = reason


class TooLarge(WireError):
    """A value would not fit into the largest encoding that is allowed."""


class DecodeError(WireError):
    """The bytes are not an encoding that this package makes."""
