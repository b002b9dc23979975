from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import jsonschema
import msgspec
import pytest

import grader
from grader import report
from grader.compose import build, failure
from grader.errors import GraderError, InvalidSubmission, ProblemError, Refused
from grader.outcome import Evidence, Fault, Feedback, Finding, Grading, Measure, Stop, Verdict
from grader.problem import Problem
from grader.report import ExitCode, Report, exit_code, for_candidate, worst
from grader.submission import Submission
from sandbox.engine import SandboxError
from tests.grader.conftest import MakeEvidence

SHIPPED = Path(grader.__file__).parent / "schema" / "report-1.json"
Make = Callable[..., Grading]
CALL = Feedback("double(31337)", "62674", "31337")


def valid(found: Report) -> dict[str, Any]:
    """The report as JSON, held against the shipped schema."""
    plain: dict[str, Any] = json.loads(msgspec.json.encode(found))
    jsonschema.validate(plain, json.loads(SHIPPED.read_text()))
    assert msgspec.json.decode(msgspec.json.encode(found), type=Report, strict=True) == found
    return plain


@pytest.fixture
def mixed(evidence: MakeEvidence, grading: Make) -> Grading:
    return grading(
        evidence("two"),
        evidence("minus", finding=Finding.ASSERTION, detail="assert -1 == -2", feedback=CALL),
        evidence(
            "zero", group="edge cases", visibility="hidden", finding=Finding.ASSERTION,
            detail="assert 31337", feedback=CALL,
        ),
        evidence(
            "huge", group="edge cases", visibility="hidden", finding=Finding.RAISED,
            detail="ValueError: 31337", crash='  File "double_it.py", line 2, in f\n31337',
        ),
        evidence("fine", group="edge cases", visibility="hidden"),
    )  # fmt: skip


def test_the_full_report_is_that_of_the_contract(
    double_it: Problem, handed_in: Submission, mixed: Grading
) -> None:
    plain = valid(build(double_it, handed_in, mixed))
    assert plain["schema"] == "grader.report/1"
    assert plain["problem"] == {
        "slug": "double-it",
        "title": "Double a number",
        "digest": double_it.digest,
    }
    assert plain["submission"] == {"path": "double_it.py", "sha256": "0" * 64, "kind": "python"}
    assert (plain["verdict"], plain["passed"]) == ("run_time_error", False)
    assert plain["score"] == {"earned": 38, "possible": 100}
    assert [(group["earned"], group["possible"]) for group in plain["groups"]] == [
        (15, 30),
        (23, 70),
    ]
    assert plain["timing"] == {"wall_ms": 812.0, "phases": {"start": 300.0, "tests": 512.0}}
    assert plain["environment"]["controls"] == [{"name": "network", "observed": "none"}]
    assert plain["error"] is None
    first = plain["cases"][0]
    assert (first["wall_ms"], first["cpu_ms"], first["peak_memory_kib"], first["calls"]) == (
        3.1,
        2.2,
        812,
        1,
    )
    assert plain["cases"][1]["feedback"]["got"] == "31337"


def test_points_visibly_sum(double_it: Problem, handed_in: Submission, mixed: Grading) -> None:
    found = build(double_it, handed_in, mixed)
    for group in found.groups:
        inside = [case.points for case in found.cases if case.group == group.name and case.points]
        assert sum(points.earned for points in inside) == group.earned
        assert sum(points.possible for points in inside) == group.possible


def test_a_candidate_sees_nothing_of_hidden_cases_but_what_is_allowed(
    double_it: Problem, handed_in: Submission, mixed: Grading
) -> None:
    plain = valid(for_candidate(build(double_it, handed_in, mixed)))
    hidden = [case for case in plain["cases"] if case["visibility"] == "hidden"]
    assert "31337" not in json.dumps(hidden)
    assert "test_x.py" not in json.dumps(hidden)
    assert [case["id"] for case in hidden] == ["hidden/1", "hidden/2", "hidden/3"]
    assert [case["hint"] for case in hidden] == ["hint of zero", "hint of huge", None]
    told = {"name", "group", "verdict", "points", "wall_ms", "cpu_ms", "peak_memory_kib", "calls"}
    empty = {"message", "feedback", "crash"}
    assert all(case[key] is None for case in hidden for key in empty)
    assert all(case[key] is not None for case in hidden for key in told)
    public = plain["cases"][1]
    assert public["feedback"] == {"call": "double(31337)", "expected": "62674", "got": "31337"}


def test_the_reason_of_a_case_that_did_not_run_is_told(
    double_it: Problem, handed_in: Submission, evidence: MakeEvidence, grading: Make
) -> None:
    never = evidence(
        "late", group="edge cases", visibility="hidden", finding=None,
        stop=Stop.SUBMISSION_TIME, measure=Measure(0, None, None, 0),
    )  # fmt: skip
    skipped = evidence(
        "odd", group="edge cases", visibility="hidden", finding=Finding.SKIPPED, detail="31337"
    )
    found = for_candidate(build(double_it, handed_in, grading(evidence(), never, skipped)))
    late = found.cases[1]
    assert late.message is not None
    assert late.message.startswith("not run: the time for the whole submission")
    assert (late.wall_ms, late.calls, late.points) == (None, None, report.Points(0, 35))
    assert found.cases[2].message is None


def test_all_candidate_text_is_safe_and_capped(
    double_it: Problem, handed_in: Submission, evidence: MakeEvidence, grading: Make
) -> None:
    nasty = "\x1b[2J\u202e" + "A" * 100_000
    items = (
        evidence(
            finding=Finding.RAISED, detail=nasty, crash=nasty, feedback=Feedback(nasty, nasty, None)
        ),
        evidence("zero", group="edge cases"),
    )
    text = json.dumps(valid(build(double_it, handed_in, grading(*items))), ensure_ascii=False)
    assert "\x1b" not in text
    assert "\u202e" not in text
    assert "\\u001b" not in text
    assert len(text) < 30_000


def test_a_notebooks_crash_names_cells(
    double_it: Problem, evidence: MakeEvidence, grading: Make
) -> None:
    book = Submission("a.ipynb", "x\n", "notebook", "0" * 64, {7: "cell 3, line 2"})
    crash = 'Traceback:\n  File "a.ipynb", line 7, in double\nValueError: line 7'
    items = (evidence(finding=Finding.RAISED, crash=crash), evidence("zero", group="edge cases"))
    found = build(double_it, book, grading(*items))
    assert found.cases[0].crash == crash.replace("line 7, in", "cell 3, line 2, in")


def test_a_broken_test_is_never_a_zero(
    double_it: Problem, handed_in: Submission, evidence: MakeEvidence, grading: Make
) -> None:
    broken = evidence("zero", group="edge cases", finding=Finding.BROKEN, detail="NameError: x")
    found = build(double_it, handed_in, grading(evidence(), broken))
    plain = valid(found)
    assert (plain["verdict"], plain["score"], plain["groups"]) == ("grader_error", None, [])
    assert plain["error"]["message"] == "a test of this problem is broken: zero"
    assert all(case["points"] is None for case in plain["cases"])
    assert exit_code(found, exit_zero=True) is ExitCode.GRADER_ERROR
    empty = build(double_it, handed_in, grading(), suites=("public",))
    assert empty.verdict is Verdict.GRADER_ERROR


def test_a_fault_is_reported_as_such(double_it: Problem, handed_in: Submission) -> None:
    fault = Fault(
        Verdict.INVALID_SUBMISSION, "entry_missing", "double is not defined", "Define it."
    )
    found = build(double_it, handed_in, Grading((), fault, None, {}))
    plain = valid(found)
    assert plain["error"] == {
        "kind": "entry_missing",
        "message": "double is not defined",
        "hint": "Define it.",
    }
    assert (plain["score"], plain["environment"]) == (None, None)
    assert exit_code(found) is ExitCode.REJECTED


def test_points_that_cannot_be_shared_are_a_problem_error(
    double_it: Problem, handed_in: Submission, evidence: MakeEvidence, grading: Make
) -> None:
    with pytest.raises(ProblemError):
        build(double_it, handed_in, grading(evidence()))
    alone = build(double_it, handed_in, grading(evidence()), suites=("public",))
    assert alone.score == report.Points(30, 30)
    assert alone.passed


@pytest.mark.parametrize(
    ("error", "verdict", "kind", "code"),
    [
        (InvalidSubmission("missing", "no file"), "invalid_submission", "missing", 4),
        (Refused("imports sklearn"), "invalid_submission", "policy", 6),
        (ProblemError("broken"), "grader_error", "problem", 3),
        (GraderError("odd"), "grader_error", "grader", 3),
        (SandboxError("no engine", "Start it."), "grader_error", "sandbox", 3),
        (ZeroDivisionError("x"), "grader_error", "internal", 3),
    ],
)
def test_every_error_has_a_report_and_an_exit_code(
    error: Exception, verdict: str, kind: str, code: int
) -> None:
    found = failure(error, "x.py")
    plain = valid(for_candidate(found))
    assert (plain["verdict"], plain["error"]["kind"], plain["passed"]) == (verdict, kind, False)
    assert exit_code(found) == exit_code(found, exit_zero=True) == code


def graded(verdict: Verdict, *, passed: bool) -> Report:
    found = failure(GraderError("x"), "x.py")
    return msgspec.structs.replace(found, verdict=verdict, error=None, passed=passed)


def test_exit_codes_of_what_was_graded() -> None:
    assert exit_code(graded(Verdict.ACCEPTED, passed=True)) is ExitCode.PASSED
    assert exit_code(graded(Verdict.WRONG_ANSWER, passed=True)) is ExitCode.PASSED
    assert exit_code(graded(Verdict.WRONG_ANSWER, passed=False)) is ExitCode.BELOW
    assert exit_code(graded(Verdict.INCONCLUSIVE, passed=False)) is ExitCode.INCONCLUSIVE
    for verdict in (Verdict.WRONG_ANSWER, Verdict.INCONCLUSIVE):
        assert exit_code(graded(verdict, passed=False), exit_zero=True) is ExitCode.PASSED


def test_the_worst_of_several() -> None:
    assert worst(map(ExitCode, (0, 1, 5, 4, 3))) is ExitCode.GRADER_ERROR
    assert worst(map(ExitCode, (0, 1, 5, 4))) is ExitCode.REJECTED
    assert worst(map(ExitCode, (0, 1, 5, 6))) is ExitCode.REFUSED
    assert worst(map(ExitCode, (0, 1, 5))) is ExitCode.INCONCLUSIVE
    assert worst(map(ExitCode, (0, 1))) is ExitCode.BELOW
    assert worst([]) is ExitCode.PASSED


@pytest.mark.parametrize(("mark", "passed"), [(100, False), (38.1, False), (38, True), (0, True)])
def test_the_pass_mark_is_a_percentage_of_the_points(
    double_it: Problem, handed_in: Submission, mixed: Grading, mark: float, passed: bool
) -> None:
    assert build(double_it, handed_in, mixed, pass_mark=mark).passed is passed


def test_every_evidence_is_a_case(
    double_it: Problem, handed_in: Submission, evidence: MakeEvidence, grading: Make
) -> None:
    items: list[Evidence] = [evidence(stop.value, finding=None, stop=stop) for stop in Stop]
    items += [
        evidence(found.value, finding=found) for found in Finding if found is not Finding.BROKEN
    ]
    items.append(evidence("zero", group="edge cases"))
    assert len(valid(build(double_it, handed_in, grading(*items)))["cases"]) == len(items)
