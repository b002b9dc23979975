"""Report → text, in one module per format. Pure functions of a report and a style."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from types import ModuleType
from typing import TYPE_CHECKING, TextIO

if TYPE_CHECKING:  # importing a renderer takes time that `--help` does not have
    from grader.report import Report

NARROW = 60
PLAIN = str.maketrans(
    {"✓": "+", "✗": "x", "·": "-", "…": "...", "—": "-", "─": "-", "━": "-", "•": "*"}
)


@dataclass(frozen=True)
class Style:
    """What the place that text goes to can show."""

    width: int = 80
    unicode: bool = True
    color: bool = False

    @property
    def narrow(self) -> bool:
        """True where tables fall back to lists."""
        return self.width < NARROW


def style_of(stream: TextIO, environ: Mapping[str, str] = os.environ) -> Style:
    """The style for a stream: colour only on a terminal, and never against NO_COLOR."""
    width = max(20, min(shutil.get_terminal_size((80, 24)).columns, 120))
    encoding = (getattr(stream, "encoding", None) or "ascii").lower().replace("-", "")
    plain = bool(environ.get("NO_COLOR")) or environ.get("TERM") == "dumb"
    return Style(width, encoding.startswith("utf"), stream.isatty() and not plain)


def encodable(text: str, style: Style) -> str:
    """`text` with the few marks that renderers use replaced where only ASCII can be shown."""
    return text if style.unicode else text.translate(PLAIN)


def rendered(reports: Iterable[Report], form: str, style: Style, *, many: bool) -> Iterator[str]:
    """The text of some reports in pieces that can be shown as they come. `form`: "text" or "json".

    `many` says that several were asked for, whatever their number turned out to be: one row or one
    line for each; otherwise there is one report, in full.
    """
    if form == "json":
        from grader.render import json

        yield from (json.line(report) if many else json.document(report) for report in reports)
        return
    if many:
        yield _terminal().summary(list(reports), style)
    else:
        for report in reports:  # the first is awaited before the renderer is imported
            yield _terminal().report(report, style)


def load() -> None:
    """Import what shows a report on a terminal: some 40 ms, well spent while an engine works."""
    _terminal()


def _terminal() -> ModuleType:
    from grader.render import terminal

    return terminal
