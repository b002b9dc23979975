"""Blocks, tables and lists that fit a style. Only modules of render/ know rich."""

from __future__ import annotations

import io
from collections.abc import Iterable, Sequence

from rich.console import Console, Group, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from grader.render import Style, encodable


def printed(parts: Iterable[RenderableType], style: Style) -> str:
    """What rich prints of `parts`, one after the other, as text for `style`."""
    out = io.StringIO()
    console = Console(
        file=out,
        width=style.width,
        force_terminal=style.color,
        color_system="standard" if style.color else None,
        highlight=False,
        markup=False,
        emoji=False,
        legacy_windows=False,
    )
    for part in parts:
        console.print(part, crop=False)
    lines = out.getvalue().splitlines()
    return encodable("".join(f"{line.rstrip()}\n" for line in lines), style)


def table(
    heads: Sequence[str],
    rows: Sequence[Sequence[str | Text]],
    style: Style,
    *,
    whole: frozenset[str] = frozenset(),
) -> RenderableType:
    """A table; where it is narrow, a list with the first column as the title of each entry.

    Columns named in `whole` are never folded: what people copy.
    """
    if style.narrow:
        lines: list[RenderableType] = []
        for row in rows:
            lines.append(cell(row[0], "bold"))
            for head, value in zip(heads[1:], row[1:], strict=True):
                lines.append(Padding(Text.assemble(f"{head}: ", value), (0, 0, 0, 2)))
        return Group(*lines)
    grid = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0), header_style="bold")
    for head in heads:
        grid.add_column(head, overflow="fold", no_wrap=head in whole)
    for row in rows:
        grid.add_row(*(cell(value) for value in row))
    return grid


def markdown(text: str) -> RenderableType:
    """Markdown as rich shows it, headings to the left and code in the terminal's own colours."""
    from rich.markdown import Markdown  # here: it takes 25 ms, and reports have none

    return Markdown(text, code_theme="ansi_dark")


def indented(text: str | Text, by: int = 2) -> RenderableType:
    """A block of text, moved to the right."""
    return Padding(cell(text), (0, 0, 0, by))


def cell(value: str | Text, look: str = "") -> Text:
    """Text that folds and never shows markup."""
    return value if isinstance(value, Text) else Text(value, look, overflow="fold")
