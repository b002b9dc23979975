"""The command line: parse, call, render, exit status. What the commands do is in grader/."""

from __future__ import annotations

import json
import os
import shlex
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from grader import __version__
from grader.errors import GraderError, InvalidSubmission, Refused
from sandbox.engine import SandboxError

# Everything else is imported by the command that needs it: `grader --help` must not wait for it.
if TYPE_CHECKING:
    from grader.render import Style

F = TypeVar("F", bound=Callable[..., Any])
PATH = click.Path(path_type=Path)
FORMATS = click.Choice(["text", "json"])
ENGINES = click.Choice(["auto", "docker", "local"])
ENGINE_HELP = "What isolates the code: auto takes docker, else local (practice, not official)."
AUDIENCES = click.Choice(["candidate", "instructor"])
AUDIENCE_HELP = "A candidate sees no input, value or text of hidden tests."
PERCENT_HELP = "Percent of the points that count as passed."
CONTEXT = {"help_option_names": ["-h", "--help"], "max_content_width": 100, "show_default": True}
PIPE_CLOSED = 141  # what a shell reports for a program that SIGPIPE ended


@dataclass
class Settings:
    """What the root command was told."""

    debug: bool = False


format_option = click.option("--format", "form", type=FORMATS, default="text")
bank_option = click.option(
    "--bank",
    type=PATH,
    multiple=True,
    metavar="DIR",
    help="Folder of problems; may be given several times.  [default: GRADER_BANK, else problems/]",
)
GRADE_OPTIONS = (
    click.option("--problem", metavar="SLUG", help="The problem, where the file does not say it."),
    format_option,
    click.option("--output", type=PATH, metavar="FILE", help="Write there, not to the terminal."),
    click.option("--engine", type=ENGINES, default="auto", help=ENGINE_HELP),
    bank_option,
    click.option("--seed", type=click.IntRange(0, 2**32 - 1), help="Repeat these random inputs."),
    click.option("--audience", type=AUDIENCES, default="candidate", help=AUDIENCE_HELP),
    click.option("--pass-mark", type=click.FloatRange(0, 100), default=100, help=PERCENT_HELP),
    click.option("--exit-zero", is_flag=True, help="Exit 0 for whatever could be graded."),
)


def grade_options(function: F) -> F:
    """The common options of `test` and `grade`, shown in their order."""
    for option in reversed(GRADE_OPTIONS):
        function = option(function)
    return function


@click.group(context_settings=CONTEXT)
@click.version_option(__version__, prog_name="grader")
@click.option("--debug", is_flag=True, help="Show where an unexpected error came from.")
@click.pass_obj
def cli(settings: Settings, debug: bool) -> None:
    """Grade Python coding exercises, the code under test and the hidden tests kept apart.

    \b
    Start with:
      grader list
      grader start fill-none
      grader test fill-none/fill_none.py
      grader grade fill-none/fill_none.py

    \b
    Exit status: 0 passed, 1 below the pass mark, 2 wrong usage, 3 not graded (the
    grader's fault), 4 submission rejected, 5 inconclusive, 6 refused by a rule of the
    problem, 130 interrupted.
    """
    settings.debug = debug


@cli.command("list")
@click.option("--topic", help="Only problems with this topic.")
@click.option("--difficulty", type=click.Choice(["easy", "medium", "hard"]))
@bank_option
@format_option
def list_problems(
    topic: str | None, difficulty: str | None, bank: tuple[Path, ...], form: str
) -> None:
    """Show the problems of the bank.

    Example: grader list --topic lists --difficulty easy
    """
    from grader.bank import find
    from grader.render import catalogue

    found, broken = find(bank).select(topic, difficulty)
    for error in broken:
        click.echo(f"warning: {error}", err=True)
    facts = [catalogue.facts(problem) for problem in found]
    _tell(form, facts, lambda: catalogue.problems(found, _style()))


@cli.command()
@click.argument("slug")
@bank_option
@format_option
def show(slug: str, bank: tuple[Path, ...], form: str) -> None:
    """Show the statement of a problem, its limits and its points.

    Example: grader show fill-none
    """
    from grader.bank import find
    from grader.render import catalogue

    problem = find(bank).load(slug)
    _tell(form, catalogue.details(problem), lambda: catalogue.statement(problem, _style()))


@cli.command()
@click.argument("slug")
@click.option("--to", type=PATH, metavar="DIR", help="The folder to write. [default: ./SLUG]")
@click.option("--notebook", is_flag=True, help="Write a notebook instead of a .py file.")
@click.option("--force", is_flag=True, help="Overwrite files that are there already.")
@bank_option
@format_option
def start(
    slug: str, to: Path | None, notebook: bool, force: bool, bank: tuple[Path, ...], form: str
) -> None:
    """Write the starter file, the statement and the public tests of a problem.

    `pytest` in the written folder runs the public tests.

    \b
    Examples:
      grader start fill-none
      grader start fill-none --notebook --to answers/fill-none
    """
    from grader import starter
    from grader.bank import find

    paths = starter.write(find(bank).load(slug), to or Path(slug), notebook=notebook, force=force)
    names = [str(path) for path in paths]
    said = "".join(f"wrote {name}\n" for name in names)
    _tell(form, names, lambda: f"{said}next: grader test {shlex.quote(names[0])}\n")


@cli.command()
@click.argument("file", type=PATH)
@grade_options
def test(file: Path, **options: Any) -> int:
    """Run the public tests against a .py file or a notebook.

    Example: grader test answer.ipynb --problem fill-none
    """
    return _assess([file], ("public",), options)


@cli.command()
@click.argument("paths", type=PATH, nargs=-1, required=True, metavar="PATH...")
@grade_options
@click.option("--jobs", type=click.IntRange(1, 64), default=1, metavar="N")
def grade(paths: tuple[Path, ...], **options: Any) -> int:
    """Run all tests; a folder stands for its files. Several get a row, or a line of JSON, each.

    \b
    Examples:
      grader grade fill_none.py
      grader grade submissions/ --jobs 4 --format json --output reports.jsonl
      grader grade fill_none.py --audience instructor --seed 7
    """
    return _assess(paths, ("public", "hidden"), options)


@cli.group()
def sandbox() -> None:
    """Look after what isolates the code.

    Example: grader sandbox status
    """


@sandbox.command()
@format_option
def build(form: str) -> None:
    """Build the images that code is run in, where they are missing or out of date.

    Example: grader sandbox build
    """
    from grader import engines
    from grader.render.progress import shown

    with shown(sys.stderr) as progress:
        built = engines.build(lambda text: progress(text, 0, 0))
    _tell(form, built, lambda: "".join(f"{line}\n" for line in built))


@sandbox.command()
@format_option
def status(form: str) -> None:
    """Show the engine, the images and the controls as they are observed.

    Example: grader sandbox status
    """
    from grader import engines
    from grader.render import catalogue

    rows = engines.status()
    facts = [{"name": row.name, "value": row.value, "ok": row.ok} for row in rows]
    _tell(form, facts, lambda: catalogue.status(rows, _style()))


@sandbox.command()
@click.option("--all", "everything", is_flag=True, help="Remove the images too.")
@format_option
def clean(everything: bool, form: str) -> None:
    """Remove what earlier runs have left behind.

    Example: grader sandbox clean --all
    """
    from grader import engines

    removed = engines.clean(everything)
    said = "".join(f"removed {name}\n" for name in removed) or "nothing to remove\n"
    _tell(form, removed, lambda: said)


def _assess(paths: Sequence[Path], suites: tuple[str, ...], options: dict[str, Any]) -> int:
    from grader.assess import Choices, assess

    debug = click.get_current_context().obj.debug
    return assess(paths, Choices(suites=suites, debug=debug, **options), _say)


def _style() -> Style:
    from grader.render import style_of

    return style_of(sys.stdout)


def _say(text: str) -> None:
    """To standard output, whatever its encoding: what it lacks is shown escaped."""
    encoding = getattr(sys.stdout, "encoding", None) or "utf-8"
    click.echo(text.encode(encoding, "backslashreplace"), nl=False)


def _tell(form: str, value: object, text: Callable[[], str]) -> None:
    """`value` as JSON, or else `text()`: its renderer need not be loaded for JSON."""
    _say(json.dumps(value, indent=2, ensure_ascii=False) + "\n" if form == "json" else text())


def run(args: Sequence[str]) -> int:
    """Run one command line; the exit status. Every error ends as one message."""
    settings = Settings()
    try:
        status = cli.main(list(args), prog_name="grader", standalone_mode=False, obj=settings)
        sys.stdout.flush()
        return int(status or 0)
    except click.ClickException as error:
        error.show()
        return error.exit_code
    except (click.Abort, KeyboardInterrupt):
        click.echo("interrupted: nothing is left running", err=True)
        return 130
    except (BrokenPipeError, SystemExit):  # Click ends with SystemExit when its pipe has closed
        os.dup2(os.open(os.devnull, os.O_WRONLY), 1)  # for Python's own flush at its end
        return PIPE_CLOSED
    except Exception as error:
        if settings.debug:
            raise
        return _complain(error)


def _complain(error: Exception) -> int:
    if isinstance(error, GraderError | SandboxError):
        message, hint = error.message, error.hint
    elif isinstance(error, OSError):
        message, hint = f"the output cannot be written: {error.strerror or error}", ""
    else:
        message = f"internal error: {type(error).__name__}: {error}"
        hint = "This is a fault of the grader: run with `grader --debug …` to see where."
    click.echo(f"error: {message}" + (f"\n  {hint}" if hint else ""), err=True)
    if isinstance(error, Refused):
        return 6
    return 4 if isinstance(error, InvalidSubmission) else 3


if __name__ == "__main__":
    sys.exit(run(sys.argv[1:]))
