from __future__ import annotations

import threading
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from grader.bank import Bank
from grader.batch import Run, SharedEngine, expand, grade_all
from grader.errors import InvalidSubmission
from grader.outcome import Evidence, Grading, Verdict
from grader.problem import Problem
from grader.report import Report, exit_code
from grader.submission import Submission
from sandbox.engine import Program, Sandbox, SandboxError, SandboxLost
from tests.grader.conftest import MakeEvidence, MakePackage

CODE = "def double(x):\n    return 2 * x\n"
Told = Callable[[str, int, int], None]


class FakeEngine:
    """An engine that only knows whether it was closed."""

    name = "fake"
    official = False

    def __init__(self) -> None:
        self.closed = threading.Event()

    def prepare(self, images: tuple[str, ...]) -> None:
        raise NotImplementedError

    def start(self, program: Program) -> Sandbox:
        raise NotImplementedError

    def facts(self) -> Mapping[str, str]:
        return {}

    def close(self) -> None:
        self.closed.set()


def silent(phase: str, done: int, total: int) -> None:
    pass


@pytest.fixture
def engine() -> FakeEngine:
    return FakeEngine()


@pytest.fixture
def run(
    package: MakePackage,
    engine: FakeEngine,
    evidence: MakeEvidence,
    grading: Callable[..., Grading],
) -> Callable[..., Run]:
    bank = Bank((package().parent,))
    items: tuple[Evidence, ...] = (
        evidence(),
        evidence("zero", group="edge cases", visibility="hidden"),
    )

    def make(**changes: object) -> Run:
        def grade(problem: Problem, found: Submission, used: object, told: Told) -> Grading:
            told("running tests", 1, 2)
            return grading(*items)

        chosen = {"grade": grade, "slug": None, "debug": False, **changes}
        return Run(
            bank, SharedEngine(lambda: engine), suites=("public", "hidden"), pass_mark=100, **chosen
        )  # type: ignore[arg-type] # whatever a test changes

    return make


def write(path: Path, text: str = CODE) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text)
    return path


def reports(run: Run, *paths: Path, jobs: int = 1) -> list[Report]:
    return list(grade_all(paths, run, silent, jobs=jobs))


def test_a_file_is_graded_and_the_engine_closed(
    run: Callable[..., Run], tmp_path: Path, engine: FakeEngine
) -> None:
    (found,) = reports(run(), write(tmp_path / "double_it.py"))
    assert (found.verdict, found.passed) == (Verdict.ACCEPTED, True)
    assert engine.closed.is_set()


def test_the_problem_is_the_option_then_the_line_then_the_name(
    run: Callable[..., Run], tmp_path: Path
) -> None:
    odd = write(tmp_path / "odd.py", "# problem: double-it\n" + CODE)
    named = write(tmp_path / "Double_It.py")
    other = write(tmp_path / "other.py", "# problem: knn\n" + CODE)
    assert [found.passed for found in reports(run(), odd, named, other)] == [True, True, False]
    assert reports(run(slug="double-it"), other)[0].passed


@pytest.mark.parametrize(
    ("name", "text", "words"),
    [
        (
            "duble_it.py",
            CODE,
            "the bank has none called duble-it; the closest are double-it",
        ),
        ("x.py", "# problem: dubble-it\n", "says that its problem is dubble-it"),
        ("zzz.py", CODE, "the closest are double-it"),
    ],
)
def test_a_file_that_fits_no_problem_names_the_closest(
    run: Callable[..., Run], tmp_path: Path, name: str, text: str, words: str
) -> None:
    (found,) = reports(run(), write(tmp_path / name, text))
    assert found.error is not None
    assert words in found.error.message
    assert (found.error.kind, exit_code(found)) == ("unknown_problem", 4)


def test_an_unknown_slug_option_is_not_the_candidates_fault(
    run: Callable[..., Run], tmp_path: Path
) -> None:
    (found,) = reports(run(slug="duble-it"), write(tmp_path / "x.py"))
    assert found.error is not None
    assert (found.error.hint, exit_code(found)) == ("Did you mean double-it?", 3)


def test_a_forbidden_import_is_refused_before_any_engine_is_needed(
    run: Callable[..., Run], tmp_path: Path, engine: FakeEngine
) -> None:
    (found,) = reports(run(), write(tmp_path / "double_it.py", "import sklearn\n"))
    assert exit_code(found) == 6
    assert not engine.closed.is_set()  # it was never chosen


@pytest.mark.parametrize("jobs", [1, 3])
def test_a_fault_of_one_does_not_stop_the_others(
    run: Callable[..., Run],
    tmp_path: Path,
    jobs: int,
    grading: Callable[..., Grading],
    evidence: MakeEvidence,
) -> None:
    faults = {"a.py": SandboxLost("the runner was lost"), "c.py": ZeroDivisionError("bug")}

    def grade(problem: Problem, found: Submission, used: object, told: Told) -> Grading:
        if fault := faults.get(Path(found.path).name):
            raise fault
        return grading(evidence(), evidence("zero", group="edge cases", visibility="hidden"))

    paths = [write(tmp_path / name) for name in ("a.py", "b.py", "c.py", "d.py")]
    found = reports(run(grade=grade, slug="double-it"), *paths, jobs=jobs)
    assert [item.passed for item in found] == [False, True, False, True]
    assert [item.error and item.error.kind for item in found] == ["sandbox", None, "internal", None]
    assert [exit_code(item) for item in found] == [3, 0, 3, 0]


def test_debug_lets_unexpected_errors_through(run: Callable[..., Run], tmp_path: Path) -> None:
    def grade(*args: object) -> Grading:
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        reports(run(grade=grade, debug=True), write(tmp_path / "double_it.py"))


def test_no_engine_is_said_to_everyone_and_asked_for_once(
    run: Callable[..., Run], tmp_path: Path
) -> None:
    asked = []

    def choose() -> FakeEngine:
        asked.append(1)
        raise SandboxError("no engine answers", "Start one.")

    chosen = run(slug="double-it")
    chosen = Run(chosen.bank, SharedEngine(choose), chosen.grade, chosen.suites, 100, "double-it")
    found = reports(chosen, write(tmp_path / "a.py"), write(tmp_path / "b.py"))
    assert [exit_code(item) for item in found] == [3, 3]
    assert len(asked) == 1


def test_an_interrupt_closes_the_engine_and_ends_what_runs(
    run: Callable[..., Run], tmp_path: Path, engine: FakeEngine
) -> None:
    def grade(problem: Problem, found: Submission, used: object, told: Told) -> Grading:
        if found.path.endswith("a.py"):
            raise KeyboardInterrupt
        assert engine.closed.wait(30)
        raise SandboxLost("closed")

    paths = [write(tmp_path / f"{name}.py") for name in "abc"]
    with pytest.raises(KeyboardInterrupt):
        reports(run(grade=grade, slug="double-it"), *paths, jobs=2)
    assert engine.closed.is_set()


def test_progress_names_the_file_only_when_there_are_several(
    run: Callable[..., Run], tmp_path: Path
) -> None:
    told: list[tuple[str, int, int]] = []
    paths = [write(tmp_path / name) for name in ("a.py", "b.py")]
    chosen = run(slug="double-it")
    for some in (paths[:1], paths):
        list(grade_all(some, chosen, lambda *args: told.append(args)))
    assert told == [
        ("running tests", 1, 2),
        ("a.py: running tests", 1, 2),
        ("b.py: running tests", 1, 2),
    ]


def test_a_folder_stands_for_its_sources_without_tests(tmp_path: Path) -> None:
    for name in (
        "b/x.py",
        "a/x.ipynb",
        "a/tests/y.py",
        "a/conftest.py",
        "a/test_z.py",
        ".c/x.py",
        "a/x.txt",
    ):
        write(tmp_path / name)
    found = expand([tmp_path, tmp_path / "b" / "x.py", tmp_path / "missing.py"])
    assert [str(path.relative_to(tmp_path)) for path in found] == [
        "a/x.ipynb",
        "b/x.py",
        "missing.py",
    ]


def test_a_folder_without_sources(tmp_path: Path) -> None:
    with pytest.raises(InvalidSubmission, match=r"there is no \.py or \.ipynb file"):
        expand([tmp_path])
