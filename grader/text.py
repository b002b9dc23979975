"""Makes a candidate's text safe to show: capped, nothing that moves a cursor or turns the order."""

from __future__ import annotations

import difflib
import unicodedata
from collections.abc import Iterable

LINE = 500
BLOCK = 4000

# Cc: control characters, ANSI escapes. Cf: bidi overrides, zero-width marks. Cs: lone surrogates,
# which no UTF-8 stream accepts. Zl, Zp: separators that some terminals take for a new line.
UNSAFE = frozenset({"Cc", "Cf", "Cs", "Zl", "Zp"})


def _escaped(character: str) -> str:
    if character == "\n":
        return "\\n"
    if character == "\t":
        return "\\t"
    code = ord(character)
    if code < 0x100:
        return f"\\x{code:02x}"
    return f"\\u{code:04x}" if code < 0x10000 else f"\\U{code:08x}"


def safe(text: str, limit: int = LINE, *, newlines: bool = False) -> str:
    """`text` of at most `limit` characters with control, format and bidi characters escaped.

    With `newlines`, line ends stay (and a tab is four spaces); otherwise they are escaped too.
    """
    kept = text[:limit]
    if newlines:
        kept = kept.replace("\r\n", "\n").replace("\t", "    ")
    shown = "".join(
        character
        if (newlines and character == "\n") or unicodedata.category(character) not in UNSAFE
        else _escaped(character)
        for character in kept
    )
    left = len(text) - limit
    return shown if left <= 0 else f"{shown}… ({left} more characters)"


def listed(names: Iterable[str], word: str = "or") -> str:
    """ "a", "a or b", "a, b or c"."""
    known = list(names)
    if len(known) < 2:
        return "".join(known)
    return f"{', '.join(known[:-1])} {word} {known[-1]}"


def closest(name: str, known: Iterable[str], most: int = 3) -> list[str]:
    """The names in `known` that `name` could be a slip of the pen for, the best first."""
    return difflib.get_close_matches(name, list(known), n=most, cutoff=0.6)


def did_you_mean(name: str, known: Iterable[str]) -> str:
    """ " (did you mean x?)", or nothing when nothing is close."""
    near = closest(name, known, 1)
    return f" (did you mean {near[0]}?)" if near else ""
