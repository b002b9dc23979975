"""Writes the files that are made from the code: docs/cli.md and the report's JSON Schema.

Run `python docs/generate.py` after a change of the command line or the report; a test asks for it.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import click

ROOT = Path(__file__).resolve().parent.parent
WIDTH = 90


def cli_pages() -> str:
    """docs/cli.md: the `--help` of every command."""
    from cli import cli

    parts = ["# Commands\n\nMade from `--help` by `python docs/generate.py`.\n"]
    for name, command, context in _commands("grader", cli, None):
        parts.append(f"## `{name}`\n\n```text\n{command.get_help(context)}\n```\n")
    return "\n".join(parts)


def _commands(
    name: str, command: click.Command, parent: click.Context | None
) -> Iterator[tuple[str, click.Command, click.Context]]:
    settings = {"terminal_width": WIDTH, **command.context_settings}
    context = click.Context(command, parent=parent, info_name=name.split()[-1], **settings)
    yield name, command, context
    if isinstance(command, click.Group):
        for part, inner in command.commands.items():
            yield from _commands(f"{name} {part}", inner, context)


def files() -> dict[Path, str]:
    """What every generated file should hold."""
    from grader.report import schema

    return {
        ROOT / "docs" / "cli.md": cli_pages(),
        ROOT / "grader" / "schema" / "report-1.json": schema(),
    }


if __name__ == "__main__":
    sys.path.insert(0, str(ROOT))
    for path, text in files().items():
        path.write_text(text, encoding="utf-8")
