"""Live progress on standard error: one line that changes on a terminal, plain notices elsewhere."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TextIO

from grader.render import style_of

Progress = Callable[[str, int, int], None]


@contextmanager
def shown(stream: TextIO) -> Iterator[Progress]:
    """A function (phase, done, total) that shows how far things are; total 0 is unknown."""
    if stream.isatty():
        with _line(stream) as progress:
            yield progress
    else:
        yield _notices(stream)


@contextmanager
def _line(stream: TextIO) -> Iterator[Progress]:
    from rich import progress as bars  # here: most commands show no progress
    from rich.console import Console

    style = style_of(stream)
    console = Console(file=stream, no_color=not style.color)
    columns = (bars.TextColumn("{task.description}", markup=False), bars.BarColumn(20))
    counted = (bars.MofNCompleteColumn(), bars.TimeElapsedColumn())
    with bars.Progress(
        *columns,
        *counted,
        console=console,
        transient=True,
        redirect_stdout=False,  # results go to standard output, whoever watches
        redirect_stderr=False,
    ) as live:
        task = live.add_task("", total=None)

        def update(phase: str, done: int, total: int) -> None:
            live.update(task, description=phase, completed=done, total=total or None)

        yield update


def _notices(stream: TextIO) -> Progress:
    """Every phase once: a log has no use for counts."""
    seen: set[str] = set()
    lock = threading.Lock()

    def notice(phase: str, done: int, total: int) -> None:
        with lock:
            if phase not in seen:
                seen.add(phase)
                stream.write(f"{phase}\n")
                stream.flush()

    return notice
