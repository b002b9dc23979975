"""Grades files, one or many: which files, which problem, and how faults of one leave others be."""

from __future__ import annotations

import threading
from collections.abc import Callable, Generator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

from grader import compose, policy, submission
from grader.bank import Bank
from grader.errors import GraderError, InvalidSubmission
from grader.outcome import Grading
from grader.problem import Problem
from grader.report import Report
from grader.submission import Submission
from grader.text import listed, safe
from sandbox.engine import Engine, SandboxError

Progress = Callable[[str, int, int], None]
Step = Callable[[Problem, Submission, Engine, Progress], Grading]
FULL = compose.FULL
SOURCES = frozenset({".py", ".ipynb"})
NOT_SUBMISSIONS = frozenset({"__pycache__", "tests"})


class SharedEngine:
    """The one engine of a run: chosen when the first submission needs it, closed at the end."""

    def __init__(self, choose: Callable[[], Engine]) -> None:
        self._choose = choose
        self._lock = threading.Lock()
        self._engine: Engine | None = None
        self._failure: SandboxError | None = None

    def get(self) -> Engine:
        """The engine; raises the same SandboxError to everyone when there is none."""
        with self._lock:
            if self._failure is not None:
                raise self._failure
            if self._engine is None:
                try:
                    self._engine = self._choose()
                except SandboxError as error:
                    self._failure = error
                    raise
            return self._engine

    def close(self) -> None:
        """Close the engine if it was chosen; sandboxes that are still open end with it."""
        if self._engine is not None:
            self._engine.close()


@dataclass(frozen=True)
class Run:
    """What all submissions of one command have in common."""

    bank: Bank
    engine: SharedEngine
    grade: Step
    suites: tuple[str, ...]
    pass_mark: float
    slug: str | None = None
    debug: bool = False  # let unexpected exceptions through

    def one(self, path: Path, progress: Progress) -> Report:
        """The full report of one file. Faults become part of the report, so that others go on."""
        read: Submission | None = None
        problem: Problem | None = None
        try:
            read = submission.read(path)
            problem = self._problem(path, read).gradable()
            submission.reject_syntax(read)
            policy.check(read, problem)
            grading = self.grade(problem, read, self.engine.get(), progress)
            return compose.build(
                problem, read, grading, suites=self.suites, pass_mark=self.pass_mark
            )
        except Exception as error:
            if self.debug and not isinstance(error, GraderError | SandboxError):
                raise
            return compose.failure(
                error,
                str(path),
                problem=problem,
                submission=read,
                suites=self.suites,
                pass_mark=self.pass_mark,
            )

    def _problem(self, path: Path, read: Submission) -> Problem:
        if self.slug is not None:
            return self.bank.load(self.slug)
        guess = read.problem_hint or path.stem.lower().replace("_", "-")
        if guess not in self.bank.slugs():
            raise _no_problem(path, read.problem_hint, guess, self.bank)
        return self.bank.load(guess)


def grade_all(
    paths: Sequence[Path], run: Run, progress: Progress, *, jobs: int = 1
) -> Generator[Report, None, None]:
    """The full report of every path, in order, as it gets ready; closes the engine at the end."""
    try:
        if jobs == 1 or len(paths) == 1:
            for path in paths:
                yield run.one(path, _named(progress, path, len(paths)))
            return
        yield from _parallel(paths, run, progress, jobs)
    finally:
        run.engine.close()


def _parallel(
    paths: Sequence[Path], run: Run, progress: Progress, jobs: int
) -> Generator[Report, None, None]:
    pool = ThreadPoolExecutor(max_workers=jobs, thread_name_prefix="grade")
    try:
        waiting = [pool.submit(run.one, path, _named(progress, path, len(paths))) for path in paths]
        for future in waiting:
            yield future.result()
    except BaseException:
        pool.shutdown(wait=False, cancel_futures=True)
        run.engine.close()  # what is being graded ends now, so that its thread does
        raise
    finally:
        pool.shutdown()


def _named(progress: Progress, path: Path, total: int) -> Progress:
    """`progress` with the file's name in front when there are several."""
    if total == 1:
        return progress

    def named(phase: str, done: int, total: int) -> None:
        progress(f"{safe(path.name, 40)}: {phase}", done, total)

    return named


def expand(paths: Sequence[Path]) -> list[Path]:
    """The files to grade: a folder stands for all .py and .ipynb files below it but tests.

    Raises InvalidSubmission for a folder without any.
    """
    found: list[Path] = []
    for path in paths:
        inside = _below(path) if path.is_dir() else [path]
        if not inside:
            raise InvalidSubmission(
                "empty_folder",
                f"there is no .py or .ipynb file in {safe(str(path))}",
                "Name the files to grade, or a folder that holds some.",
            )
        found.extend(inside)
    return list(dict.fromkeys(found))


def _below(folder: Path) -> list[Path]:
    return sorted(
        path
        for path in folder.rglob("*")
        if path.suffix.lower() in SOURCES
        and not path.name.startswith(("test_", "conftest."))
        and not any(_skipped(part) for part in path.relative_to(folder).parts)
        and path.is_file()
    )


def _skipped(name: str) -> bool:
    return name.startswith(".") or name in NOT_SUBMISSIONS


def _no_problem(path: Path, hint: str | None, guess: str, bank: Bank) -> InvalidSubmission:
    name = safe(path.name, 100)
    said = f"says that its problem is {safe(hint, 100)}" if hint else "does not say its problem"
    near = [*bank.closest(guess)] or list(bank.slugs())[:5]
    known = f"; the closest are {listed(near, 'and')}" if near else ""
    return InvalidSubmission(
        "unknown_problem",
        f"{name} {said}, and the bank has none called {safe(guess, 100)}{known}",
        "Put the line `# problem: SLUG` first in the file, or give --problem SLUG.",
    )
