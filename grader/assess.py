"""What `test` and `grade` do: grade files, show what came of it, and say how the command ends."""

from __future__ import annotations

import secrets
import sys
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from grader import bank, batch, output, render
from grader.render import Style, rendered, style_of
from grader.render.progress import shown
from grader.report import ExitCode, Report, exit_code, for_candidate, worst
from sandbox.engine import Engine


@dataclass(frozen=True)
class Choices:
    """The options of `test` and `grade`, as docs/cli.md describes them."""

    suites: tuple[str, ...]
    form: str
    output: Path | None
    engine: str
    bank: tuple[Path, ...]
    problem: str | None
    seed: int | None
    audience: str
    pass_mark: float
    exit_zero: bool
    jobs: int = 1
    debug: bool = False


def assess(paths: Sequence[Path], chosen: Choices, say: Callable[[str], None]) -> ExitCode:
    """Grade `paths` and give the results to `say`, or to the output file; raises GraderError.

    A folder stands for the files below it. Several files get one row each, or one line of JSON.
    """
    many = len(paths) > 1 or (paths[0].is_dir() and chosen.suites == batch.FULL)
    found = batch.expand(paths) if many else paths
    live = chosen.output is None and not sys.stdout.isatty()  # no line of progress in between
    style = Style(width=100) if chosen.output else style_of(sys.stdout)
    codes: list[ExitCode] = []
    late: list[str] = []
    with shown(sys.stderr) as progress:
        run = _run(chosen, progress)
        with closing(batch.grade_all(found, run, progress, jobs=chosen.jobs)) as reports:
            seen = _seen(reports, codes, chosen)
            for piece in rendered(seen, chosen.form, style, many=many):
                (say if live else late.append)(piece)
    if chosen.output:
        output.write("".join(late), chosen.output)
    else:
        say("".join(late))
    return worst(codes)


def _run(chosen: Choices, progress: batch.Progress) -> batch.Run:
    from grader import engines, grading  # here: a wrong bank must not wait for Docker's client

    seed = secrets.randbelow(1 << 32) if chosen.seed is None else chosen.seed
    options = grading.Options(seed=seed, suites=chosen.suites)

    def engine() -> Engine:
        found = engines.choose(chosen.engine, lambda text: progress(text, 0, 0))
        if chosen.form == "text":
            found.prepare(())  # connected: from here on there is time while containers start
            threading.Thread(target=render.load, name="renderer").start()
        return found

    return batch.Run(
        bank=bank.find(chosen.bank),
        engine=batch.SharedEngine(engine),
        grade=lambda problem, submission, engine, told: grading.grade(
            problem, submission, engine, options, told
        ),
        suites=chosen.suites,
        pass_mark=chosen.pass_mark,
        slug=chosen.problem,
        debug=chosen.debug,
    )


def _seen(reports: Iterator[Report], codes: list[ExitCode], chosen: Choices) -> Iterator[Report]:
    """The reports as their audience may see them; their exit statuses are added to `codes`."""
    for report in reports:
        codes.append(exit_code(report, exit_zero=chosen.exit_zero))
        yield report if chosen.audience == "instructor" else for_candidate(report)
