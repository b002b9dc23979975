"""What came of a suite → evidence, or the fault that kept it from being graded; and the plan before it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from contextlib import ExitStack
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from grader import grading
from grader.errors import ProblemError
from grader.grading import Options
from grader.outcome import Case, Evidence, Fault, Finding, Measure, Stop, Verdict
from grader.problem import Problem
from grader.submission import Submission
from grader.suite import Ran
from sandbox.drive import Load
from sandbox.engine import EngineUnavailable, Limits, Program, SandboxError, SandboxLost, Usage

CASES = (
    Case("test_edges.py::a", "a", None, 1, None, "hidden"),
    Case("test_examples.py::b", "b", None, 1, None, "public"),
)
FINE: Mapping[str, Any] = {"names": ["double", "helper"], "callable": ["double"]}
MEASURE = Measure(0.1, 0.1, 1, 1)


def evidence_of(*cases: Case, **more: Any) -> tuple[Evidence, ...]:
    return tuple(
        Evidence(case=case, finding=Finding.PASSED, stop=None, detail="", measure=MEASURE, **more)
        for case in cases
    )


def ran(
    imported: Mapping[str, Any] = FINE,
    *,
    stop: Stop | None = None,
    detail: str = "",
    cases: tuple[Case, ...] | None = CASES,
    evidence: tuple[Evidence, ...] | None = None,
    error: str | None = None,
) -> Ran:
    found = evidence_of(*(cases or ())) if evidence is None else evidence
    return Ran(imported, stop, detail, Measure(0.0, None, None, 0), cases, found, error)


def failed(**error: Any) -> Mapping[str, Any]:
    return {"error": {"frames": [], **error}}


class TestFaults:
    @pytest.fixture
    def fault(self, double_it: Problem, handed_in: Submission) -> Callable[..., Fault | None]:
        return lambda found: grading._fault(double_it, handed_in, found)

    def test_none(self, fault: Any) -> None:
        assert fault(ran()) is None

    def test_a_syntax_error_of_the_runners_python(self, fault: Any) -> None:
        found = fault(
            ran(failed(type="SyntaxError", text="x", syntax=["bad", 2, 5, "  retrun x\n"]))
        )
        assert (found.verdict, found.kind) == (Verdict.INVALID_SUBMISSION, "syntax_error")
        assert "line 2" in found.message
        assert "bad" in found.message
        assert "retrun x" in found.message

    @pytest.mark.parametrize(
        "syntax", [[None] * 4, ["m", None, None, None], ["m", 0, 0, ""], ["m", -5, 999, "x"]]
    )
    def test_a_syntax_error_with_odd_fields(self, fault: Any, syntax: list[Any]) -> None:
        found = fault(ran(failed(type="SyntaxError", text="x", syntax=syntax)))
        assert found.kind == "syntax_error"

    def test_a_missing_module(self, fault: Any) -> None:
        found = fault(
            ran(failed(type="ModuleNotFoundError", module="torch.nn", frames=[[1, "<module>"]]))
        )
        assert (found.verdict, found.kind) == (Verdict.INVALID_SUBMISSION, "missing_module")
        assert "line 1 imports 'torch'" in found.message
        assert "it imports 'torch'" in fault(ran(failed(module="torch"))).message

    def test_a_missing_entry_point_and_names_that_are_close(self, fault: Any) -> None:
        found = fault(ran({"names": ["duoble", "x"], "callable": ["duoble", "main"]}, cases=None))
        assert (found.verdict, found.kind) == (Verdict.INVALID_SUBMISSION, "entry_point_missing")
        assert "no double is defined" in found.message
        assert "duoble, main" in found.message
        assert "Did you mean duoble?" in found.hint

    def test_a_missing_entry_point_and_nothing_close(self, fault: Any) -> None:
        found = fault(ran({"names": [], "callable": []}, cases=None))
        assert "nothing that can be called" in found.message
        assert "Did you mean" not in found.hint
        assert "double" in found.hint

    def test_an_entry_point_that_is_no_function(self, fault: Any) -> None:
        found = fault(ran({"names": ["double"], "callable": []}, cases=None))
        assert (found.verdict, found.kind) == (
            Verdict.INVALID_SUBMISSION,
            "entry_point_not_callable",
        )
        assert "cannot be called" in found.message

    def test_every_entry_point_is_looked_for(
        self, double_it: Problem, handed_in: Submission
    ) -> None:
        two = replace(double_it, entry=("double", "halve"))
        found = grading._fault(two, handed_in, ran())
        assert found is not None
        assert "halve" in found.message

    def test_an_import_that_failed_without_a_plan(self, fault: Any) -> None:
        found = fault(ran(failed(type="ValueError", text="no"), cases=None))
        assert (found.verdict, found.kind) == (Verdict.INVALID_SUBMISSION, "import_failed")
        assert "ValueError: no" in found.message
        stopped = fault(
            ran(failed(text="x"), cases=None, stop=Stop.EXITED, detail="exited with status 3")
        )
        assert "exited with status 3" in stopped.message

    def test_an_import_that_failed_is_evidence_once_there_is_a_plan(self, fault: Any) -> None:
        assert fault(ran(failed(type="ValueError", text="no"), evidence=())) is None

    def test_a_broken_suite(self, fault: Any) -> None:
        found = fault(ran(error="fixture 'x' not found"))
        assert (found.verdict, found.kind) == (Verdict.GRADER_ERROR, "problem")
        assert "double-it" in found.message
        assert "fixture 'x' not found" in found.message

    def test_a_judge_without_a_plan(self, fault: Any) -> None:
        found = fault(ran(cases=None))
        assert (found.verdict, found.kind) == (Verdict.GRADER_ERROR, "judge")

    @pytest.mark.parametrize(
        "evidence",
        [(), evidence_of(CASES[0]), evidence_of(CASES[1], CASES[0]), evidence_of(*CASES, CASES[1])],
        ids=["none", "one", "another order", "one twice"],
    )
    def test_cases_that_ran_must_be_those_that_were_planned(
        self, fault: Any, evidence: tuple[Evidence, ...]
    ) -> None:
        found = fault(ran(evidence=evidence))
        assert (found.verdict, found.kind) == (Verdict.GRADER_ERROR, "judge")
        assert "2 were planned" in found.message

    def test_places_of_a_notebook(self, double_it: Problem, handed_in: Submission) -> None:
        notebook = replace(handed_in, lines={1: "cell 2, line 3"}, kind="notebook")
        missing = failed(module="torch", frames=[[1, "<module>"]])
        found = grading._fault(double_it, notebook, ran(missing))
        assert found is not None
        assert "cell 2, line 3 imports 'torch'" in found.message
        syntax = failed(syntax=["bad", 1, 1, "x"])
        found = grading._fault(double_it, notebook, ran(syntax))
        assert found is not None
        assert "cell 2, line 3" in found.message


class TestEvidence:
    def test_is_passed_on(self, handed_in: Submission) -> None:
        found = ran()
        assert grading._evidence(handed_in, found) == found.evidence

    def test_frames_become_lines_of_the_submission(self, handed_in: Submission) -> None:
        crash = "\x001\x00double\n\x002\x00inner\n\n\x01ValueError: x\nmore \x01 of it"
        (found,) = grading._evidence(handed_in, ran(evidence=evidence_of(CASES[0], crash=crash)))
        assert found.crash == (
            '  File "double_it.py", line 1, in double\n    def double(x):\n'
            '  File "double_it.py", line 2, in inner\n    return x\n'
            "ValueError: x\nmore \x01 of it"
        )

    def test_repeated_frames_are_told_once(self, handed_in: Submission) -> None:
        crash = "\x001\x00double\n" * 200 + "\n\x01RecursionError"
        (found,) = grading._evidence(handed_in, ran(evidence=evidence_of(CASES[0], crash=crash)))
        assert found.crash is not None
        assert found.crash.count("in double") == 1
        assert "repeated 199 more times" in found.crash

    @pytest.mark.parametrize("line", [0, -1, 99])
    def test_lines_that_are_not_there(self, handed_in: Submission, line: int) -> None:
        crash = f"\x00{line}\x00exec\n\n\x01X"
        (found,) = grading._evidence(handed_in, ran(evidence=evidence_of(CASES[0], crash=crash)))
        assert found.crash == f'  File "double_it.py", line {line}, in exec\nX'

    def test_no_frames(self, handed_in: Submission) -> None:
        (found,) = grading._evidence(
            handed_in, ran(evidence=evidence_of(CASES[0], crash="\n\x01X: y"))
        )
        assert found.crash == "X: y"

    def test_a_failed_import_is_the_end_of_every_case(self, handed_in: Submission) -> None:
        error = failed(type="ZeroDivisionError", text="division by zero", frames=[[2, "<module>"]])
        found = grading._evidence(handed_in, ran(error, stop=None, evidence=()))
        assert [item.case for item in found] == list(CASES)
        for item in found:
            assert (item.finding, item.stop) == (Finding.RAISED, None)
            assert item.detail == "importing the submission: ZeroDivisionError: division by zero"
            assert item.crash is not None
            assert "line 2, in <module>" in item.crash
            assert item.measure.calls == 0

    def test_what_stopped_the_import_stops_every_case(self, handed_in: Submission) -> None:
        stopped = ran(failed(text="x"), stop=Stop.WALL, detail="no answer within 2 s", evidence=())
        for item in grading._evidence(handed_in, stopped):
            assert item.stop is Stop.WALL
            assert item.detail == "importing the submission: no answer within 2 s"

    def test_input_is_explained(self, handed_in: Submission) -> None:
        found = grading._evidence(handed_in, ran(failed(type="EOFError", text="EOF"), evidence=()))
        assert "input() has nothing to read" in found[0].detail

    def test_an_exception_without_a_text(self, handed_in: Submission) -> None:
        found = grading._evidence(handed_in, ran(failed(type="KeyError", text=""), evidence=()))
        assert found[0].detail == "importing the submission: KeyError"


@pytest.mark.parametrize(
    ("sources", "libraries"),
    [
        (["import numpy as np"], ("numpy",)),
        (["import pandas.testing, os"], ("pandas",)),
        (["from sklearn.cluster import KMeans", "import numpy"], ("numpy", "sklearn")),
        (["from . import x", "from .numpy import x"], ()),
        (["def f():\n    import numpy"], ()),
        (["import numpy\nthis is no Python", "import pandas"], ("pandas",)),
        (["import numpyish, my_pandas"], ()),
        (["x = 'import numpy'", "", "\0"], ()),
        (["import scipy, sklearn, pandas, numpy"], grading.LIBRARIES),
        (["(" * 500 + ")" * 500], ()),
    ],
)
def test_libraries_that_are_loaded_before_the_fork(
    sources: list[str], libraries: tuple[str, ...]
) -> None:
    assert grading._libraries(sources) == libraries


def test_the_suite_of_a_problem(double_it: Problem, handed_in: Submission) -> None:
    suite = grading._suite(double_it, handed_in, Options(7, ("public", "hidden")))
    assert set(suite.files) == {"public/test_examples.py", "hidden/test_edges.py"}
    assert suite.names == ("double_it", "solution")
    assert (suite.entry, suite.classes, suite.seed) == (("double",), (), 7)
    practice = grading._suite(double_it, handed_in, Options(7, ("public",)))
    assert set(practice.files) == {"public/test_examples.py"}


def test_classes_are_what_the_starter_defines(package: Callable[..., Path]) -> None:
    source = "class A:\n    class Inner: ...\ndef double(x): ...\nclass B(A): ...\nC = A\n"
    assert grading._classes(source) == ("A", "B")
    with pytest.raises(ProblemError, match=r"starter\.py, line 1"):
        grading._classes("class :")


@pytest.mark.parametrize(
    ("forbidden", "image"),
    [
        ((), "runner"),
        (("sklearn",), "runner-scratch"),
        (("scipy", "os"), "runner-scratch"),
        (("os",), "runner"),
    ],
)
def test_the_runners_program(double_it: Problem, forbidden: tuple[str, ...], image: str) -> None:
    program = grading._runner_program(replace(double_it, forbidden=forbidden))
    assert program.image == image
    assert program.module == "sandbox.runner"
    assert program.limits.memory_bytes == (256 + 256) << 20


def test_limits_of_a_case(double_it: Problem) -> None:
    limits = grading._case_limits(double_it)
    assert (limits.wall_seconds, limits.memory_bytes, limits.output_bytes) == (
        2.0,
        256 << 20,
        64 << 10,
    )


class DeadSandbox:
    """Ends before it has said a word."""

    name = "dead"

    def __init__(self) -> None:
        self.closed = 0

    def fileno(self) -> int:
        return -1

    def pending(self) -> bool:
        return True

    def send(self, data: bytes) -> None:
        pass

    def receive(self) -> bytes:
        raise SandboxLost("it ended at once")

    def usage(self) -> Usage:
        return Usage(None, None, None, None)

    def reset_peak(self) -> None:
        pass

    def diagnosis(self) -> str:
        return "no such module"

    def close(self) -> None:
        self.closed += 1


class DeadEngine:
    """Starts what dies, or nothing at all."""

    name = "dead"
    official = False

    def __init__(self, failing: str = "") -> None:
        self._failing = failing
        self.started: list[DeadSandbox] = []

    def prepare(self, images: tuple[str, ...]) -> None:
        if self._failing == "prepare":
            raise EngineUnavailable("away")

    def start(self, program: Program) -> DeadSandbox:
        if program.image.startswith(self._failing or "nothing"):
            raise SandboxError(f"{program.image} does not start")
        self.started.append(DeadSandbox())
        return self.started[-1]

    def facts(self) -> Mapping[str, str]:
        return {}

    def close(self) -> None:
        pass


@pytest.mark.parametrize("failing", ["prepare", "judge", "runner", ""])
def test_failures_of_ours_are_raised_and_leave_nothing(
    double_it: Problem, handed_in: Submission, failing: str
) -> None:
    engine = DeadEngine(failing)
    options = Options(1, ("public",))
    with pytest.raises(SandboxError):
        grading.grade(double_it, handed_in, engine, options, lambda *_: None)
    assert all(sandbox.closed for sandbox in engine.started)


def test_a_new_runner_is_closed_with_the_others() -> None:
    engine, stack = DeadEngine(), ExitStack()
    program, load = Program("runner", "sandbox.runner", Limits()), Load("", "x.py", ("x",), ())
    restart = grading._restarter(engine, program, load, stack)
    with pytest.raises(SandboxLost):
        restart()
    stack.close()
    assert [sandbox.closed for sandbox in engine.started] == [1]
