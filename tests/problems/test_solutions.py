"""Proves the bank: with the real engine every solution gets the verdict of its folder.

Two submissions are graded at a time, each in sandboxes of its own, as `grade --jobs 2` does it;
what is graded is what the selected tests ask for, each job once.
"""

from __future__ import annotations

import ast
import re
import subprocess
import sys
from collections import Counter
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import closing
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

import nbformat
import pytest

from grader import bank, batch, engines, grading, starter
from grader.outcome import Verdict
from grader.report import CaseInfo, Report

ROOT = Path(__file__).resolve().parents[2]
BANK = bank.Bank((ROOT / "problems",))
SLUGS = BANK.slugs()
SOLUTIONS = sorted((ROOT / "solutions").glob("*/*/*.py"))
SEEDS = (1, 2)
WORKERS = 2
CAUGHT = re.compile(r"^# caught-by: (.+)$", re.MULTILINE)

# Put before a solution: it then answers only what the public tests ask (ASKED), by the text of the
# arguments; the second form writes down what they ask.
ONLY_ASKED = """
_asked = frozenset({asked!r})
def _limited(function, name):
    def answer(*args, **named):
        if _key(name, args, named) in _asked:
            return function(*args, **named)
        return None
    return answer
"""
TAKES_NOTES = """
def _limited(function, name):
    def answer(*args, **named):
        with open({notes!r}, "a") as notes:
            notes.write(_key(name, args, named) + "\\n")
        return function(*args, **named)
    return answer
"""
KEY = """
import hashlib as _hashlib
def _key(name, args, named):
    return _hashlib.sha256(repr((name, args, sorted(named.items()))).encode()).hexdigest()
"""


@dataclass(frozen=True)
class Job:
    """One grading; `form`: the file as it is, the same code as a notebook, or its starter."""

    slug: str
    path: Path
    seed: int = SEEDS[0]
    form: str = "file"

    def __str__(self) -> str:
        parts = [self.slug, self.path.parent.name, self.path.stem]
        return "-".join([*parts, *([self.form] if self.form != "file" else []), str(self.seed)])


def of_solution(path: Path, seed: int = SEEDS[0], form: str = "file") -> Job:
    return Job(path.parts[-3], path, seed, form)


def solutions(*verdicts: str) -> list[Path]:
    return [path for path in SOLUTIONS if path.parent.name in verdicts]


def notebook_of(source: str, slug: str) -> bytes:
    """The code of a .py file as a notebook, every top-level statement in a cell of its own."""
    lines = source.splitlines()
    starts = [0, *(_first_line(node) - 1 for node in ast.parse(source).body[1:]), len(lines)]
    pieces = ["\n".join(lines[at:to]) for at, to in pairwise(starts)]
    book = nbformat.v4.new_notebook(
        cells=[nbformat.v4.new_code_cell(piece) for piece in pieces],
        metadata={"grader": {"problem": slug}},
    )
    return nbformat.writes(book).encode()


def _first_line(node: ast.stmt) -> int:
    decorators = getattr(node, "decorator_list", [])
    return min([node.lineno, *(item.lineno for item in decorators)])


Grade = Callable[[Job], Report]


@pytest.fixture(scope="module")
def run() -> Iterator[Callable[[str, Path, int], Report]]:
    """Grades a file of a problem on the one engine of this module."""
    with closing(engines.choose("docker", lambda text: None)) as engine:
        engine.prepare(("judge", "runner", "runner-scratch"))

        def one(slug: str, path: Path, seed: int) -> Report:
            options = grading.Options(seed, batch.FULL)
            step = batch.Run(
                bank=BANK,
                engine=batch.SharedEngine(lambda: engine),
                grade=lambda problem, found, used, told: grading.grade(
                    problem, found, used, options, told
                ),
                suites=batch.FULL,
                pass_mark=100,
                slug=slug,
            )
            return step.one(path, lambda *told: None)

        yield one


@pytest.fixture(scope="module")
def grade(
    run: Callable[[str, Path, int], Report],
    request: pytest.FixtureRequest,
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[Grade]:
    """The report of a job. All jobs of the selected tests are started at once, two at a time."""
    pool = ThreadPoolExecutor(WORKERS)
    folder = tmp_path_factory.mktemp("notebooks")

    def work(job: Job) -> Report:
        path = job.path
        if job.form == "notebook":
            path = folder / f"{job}.ipynb"
            path.write_bytes(notebook_of(job.path.read_text(), job.slug))
        return run(job.slug, path, job.seed)

    jobs = [job for item in request.session.items for job in _jobs(item)]
    reports: dict[Job, Future[Report]] = {
        job: pool.submit(work, job) for job in dict.fromkeys(jobs)
    }
    try:
        yield lambda job: reports[job].result()
    finally:
        pool.shutdown(cancel_futures=True)


def _jobs(item: pytest.Item) -> list[Job]:
    callspec = getattr(item, "callspec", None)
    if callspec is None or item.path != Path(__file__):
        return []
    values = callspec.params.values()
    found = [value for value in values if isinstance(value, Job)]
    return found + [job for value in values if isinstance(value, tuple) for job in value]


def failed(report: Report) -> list[CaseInfo]:
    return [case for case in report.cases if case.verdict != "accepted"]


def explained(report: Report) -> str:
    """What a failing proof shows."""
    lines = [f"{report.submission.path}: {report.verdict.value}, {report.score}, {report.error}"]
    lines += [f"  {case.id}: {case.verdict.value}: {case.message}" for case in failed(report)]
    return "\n".join(lines)


@pytest.mark.docker
@pytest.mark.parametrize(
    "job",
    [of_solution(path, seed) for path in solutions("accepted") for seed in SEEDS],
    ids=str,
)
def test_accepted_solution_has_all_points(grade: Grade, job: Job) -> None:
    report = grade(job)
    assert report.verdict == "accepted", explained(report)
    assert report.score is not None
    assert (report.score.earned, report.score.possible, report.passed) == (100, 100, True)


WRONG = [of_solution(path) for path in SOLUTIONS if path.parent.name != "accepted"]


@pytest.mark.docker
@pytest.mark.parametrize("job", WRONG, ids=str)
def test_solution_has_the_verdict_of_its_folder(grade: Grade, job: Job) -> None:
    report = grade(job)
    assert report.verdict == job.path.parent.name, explained(report)
    assert report.error is None
    assert not report.passed


@pytest.mark.docker
@pytest.mark.parametrize("job", WRONG, ids=str)
def test_solution_is_caught_by_the_tests_that_it_names(grade: Grade, job: Job) -> None:
    report = grade(job)
    caught = {case.id.partition("[")[0] for case in failed(report)}
    assert not set(caught_by(job.path)) - caught, explained(report)


def caught_by(path: Path) -> list[str]:
    return [name.strip() for line in CAUGHT.findall(path.read_text()) for name in line.split(",")]


@pytest.mark.docker
@pytest.mark.parametrize(
    "job", [Job(slug, BANK.load(slug).root / "starter.py") for slug in SLUGS], ids=str
)
def test_starter_fails_without_a_fault_of_ours(grade: Grade, job: Job) -> None:
    report = grade(job)
    assert report.verdict == "run_time_error", explained(report)
    assert report.error is None
    assert report.score is not None
    assert report.score.earned == 0, explained(report)


def both_forms(slug: str) -> tuple[Job, Job]:
    """A solution that fails a part of the tests: its verdicts say more than all accepted."""
    path = next(path for path in solutions("wrong_answer") if path.parts[-3] == slug)
    return of_solution(path), of_solution(path, form="notebook")


@pytest.mark.docker
@pytest.mark.parametrize("jobs", [both_forms(slug) for slug in SLUGS], ids=SLUGS)
def test_same_code_as_a_notebook_scores_the_same(grade: Grade, jobs: tuple[Job, Job]) -> None:
    file, notebook = map(grade, jobs)
    assert notebook.submission.kind == "notebook"
    assert (notebook.verdict, notebook.score, notebook.groups) == (
        file.verdict,
        file.score,
        file.groups,
    )
    assert [(case.id, case.verdict, case.points, case.feedback) for case in notebook.cases] == [
        (case.id, case.verdict, case.points, case.feedback) for case in file.cases
    ]


@pytest.mark.docker
@pytest.mark.parametrize("slug", SLUGS)
def test_public_tests_alone_do_not_suffice(
    run: Callable[[str, Path, int], Report], tmp_path: Path, slug: str
) -> None:
    report = run(slug, knows_public_tests(slug, tmp_path), SEEDS[0])
    assert {case.visibility for case in report.cases} == {"public", "hidden"}
    assert all(
        case.verdict == "accepted" for case in report.cases if case.visibility == "public"
    ), explained(report)
    assert report.score is not None
    assert report.score.earned <= 30, explained(report)


def knows_public_tests(slug: str, folder: Path) -> Path:
    """A submission that answers what the public tests ask, and nothing else."""
    problem = BANK.load(slug)
    source = next(path for path in solutions("accepted") if path.parts[-3] == slug).read_text()
    limits = "".join(f"{name} = _limited({name}, {name!r})\n" for name in problem.entry)
    notes = folder / "notes"
    answer = starter.write(problem, folder / "public")[0]
    answer.write_text(f"{source}{KEY}{TAKES_NOTES.format(notes=str(notes))}{limits}")
    command = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", "-c", "/dev/null"]
    subprocess.run([*command, "."], cwd=answer.parent, check=True, capture_output=True)
    asked = sorted(set(notes.read_text().split()))
    answer.write_text(f"{source}{KEY}{ONLY_ASKED.format(asked=asked)}{limits}")
    return answer


# -- the bank as data


def cases_of(slug: str, visibility: str) -> dict[str, ast.FunctionDef]:
    """The tests of a suite by "file.py::name"."""
    return {
        f"{name}::{node.name}": node
        for name, source in BANK.load(slug).tests(visibility).items()
        for node in ast.walk(ast.parse(source))
        if isinstance(node, ast.FunctionDef) and node.name.startswith("test_")
    }


def case_marks(node: ast.FunctionDef) -> dict[str, object]:
    """What the `case` marker of a test says."""
    marks = [
        item for item in node.decorator_list if ast.unparse(item).startswith("pytest.mark.case(")
    ]
    return {
        str(keyword.arg): ast.literal_eval(keyword.value)
        for mark in marks
        if isinstance(mark, ast.Call)
        for keyword in mark.keywords
    }


def body_of(node: ast.FunctionDef) -> str:
    """A test's statements without its docstring, comments and layout."""
    told = ast.get_docstring(node) is not None
    return "\n".join(ast.unparse(statement) for statement in node.body[told:])


@pytest.mark.parametrize("slug", SLUGS)
def test_problem_is_whole(slug: str) -> None:
    problem = BANK.load(slug).gradable()
    assert sum(group.points for group in problem.groups) == 100
    assert cases_of(slug, "public")
    assert all(name in problem.statement for name in problem.entry)
    assert "raise NotImplementedError" in problem.starter
    ast.parse(problem.starter)


@pytest.mark.parametrize("slug", SLUGS)
def test_every_hidden_test_has_a_name_and_a_hint(slug: str) -> None:
    groups = {group.name for group in BANK.load(slug).groups}
    names = []
    for case_id, node in cases_of(slug, "hidden").items():
        marks = case_marks(node)
        assert marks.get("name"), case_id
        assert marks.get("hint"), case_id
        assert marks.get("group", next(iter(groups))) in groups, case_id
        names.append(marks["name"])
    assert len(names) == len(set(names))


@pytest.mark.parametrize("slug", SLUGS)
def test_nothing_of_a_hidden_test_is_given_away(slug: str) -> None:
    problem = BANK.load(slug)
    public = {body_of(node) for node in cases_of(slug, "public").values()}
    shown = [problem.statement, problem.starter]
    shown += [source.decode() for source in problem.tests("public").values()]
    for case_id, node in cases_of(slug, "hidden").items():
        body = body_of(node)
        assert body not in public, case_id
        assert not any(body in text for text in shown), case_id


@pytest.mark.parametrize("slug", SLUGS)
def test_solutions_cover_what_can_go_wrong(slug: str) -> None:
    count = Counter(path.parent.name for path in SOLUTIONS if path.parts[-3] == slug)
    assert set(count) <= {verdict.value for verdict in Verdict}
    assert count["accepted"] >= 2
    assert count["wrong_answer"] >= 4
    assert count["run_time_error"] >= 1
    assert count["time_limit_exceeded"] >= 1


@pytest.mark.parametrize("slug", SLUGS)
def test_wrong_solutions_name_their_mistake_and_what_catches_it(slug: str) -> None:
    known = {case_id for suite in batch.FULL for case_id in cases_of(slug, suite)}
    for path in SOLUTIONS:
        if path.parts[-3] == slug and path.parent.name != "accepted":
            assert path.read_text().startswith("# mistake: "), path
            assert caught_by(path), path
            assert set(caught_by(path)) <= known, path
