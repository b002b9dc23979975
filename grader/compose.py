"""Grading → report: judges every case, shares the points, and makes all text safe to show."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Literal, cast

from grader import score, verdict
from grader.errors import InvalidSubmission, Refused
from grader.outcome import CaseResult, Environment, Evidence, Fault, Feedback, Grading, Verdict
from grader.problem import Problem
from grader.report import (
    PASS_MARK,
    POLICY,
    CaseInfo,
    Control,
    EnvironmentInfo,
    ErrorInfo,
    FeedbackInfo,
    GroupInfo,
    Points,
    ProblemInfo,
    Report,
    SubmissionInfo,
    Timing,
)
from grader.submission import Submission
from grader.text import BLOCK, safe
from sandbox.engine import SandboxError

FULL = ("public", "hidden")
FRAME = re.compile(r"(?P<file>^\s*File \"[^\"\n]*\", )line (?P<line>\d+)", re.MULTILINE)
PROBLEM_HINT = "The problem is at fault, not the submission; tell whoever wrote it."
Suites = tuple[Literal["public", "hidden"], ...]


def build(
    problem: Problem,
    submission: Submission,
    grading: Grading,
    *,
    suites: tuple[str, ...] = FULL,
    pass_mark: float = PASS_MARK,
) -> Report:
    """The full report, as an instructor may see it; raises ProblemError."""
    results = () if grading.fault else results_of(problem, grading.evidence, whole=suites == FULL)
    reached = verdict.overall(result.verdict for result in results)
    fault = grading.fault or _broken(results, suites)
    graded = fault is None
    groups = _groups(problem, results) if graded else ()
    total = Points(sum(group.earned for group in groups), sum(group.possible for group in groups))
    return Report(
        problem=_problem(problem),
        submission=_submission(submission),
        verdict=reached if fault is None else fault.verdict,
        passed=graded and total.earned * 100 >= pass_mark * total.possible,
        score=total if graded else None,
        groups=groups,
        cases=tuple(_case(problem, submission, result, graded) for result in results),
        complexity=(),
        timing=_timing(grading.phases),
        environment=_environment(grading.environment),
        error=None if fault is None else _error(fault.kind, fault.message, fault.hint),
        suites=cast("Suites", suites),
        pass_mark=pass_mark,
    )


def failure(
    error: Exception,
    path: str,
    *,
    problem: Problem | None = None,
    submission: Submission | None = None,
    suites: tuple[str, ...] = FULL,
    pass_mark: float = PASS_MARK,
) -> Report:
    """The report of a submission that `error` kept from being graded."""
    rejected = isinstance(error, InvalidSubmission | Refused)
    kind = getattr(error, "kind", "sandbox" if isinstance(error, SandboxError) else "internal")
    message = getattr(error, "message", f"internal error: {type(error).__name__}: {error}")
    hint = getattr(error, "hint", "Run `grader --debug …` to see where, and report it.")
    return Report(
        problem=None if problem is None else _problem(problem),
        submission=_submission(submission)
        if submission
        else SubmissionInfo(safe(path), None, None),
        verdict=Verdict.INVALID_SUBMISSION if rejected else Verdict.GRADER_ERROR,
        passed=False,
        score=None,
        groups=(),
        cases=(),
        complexity=(),
        timing=None,
        environment=None,
        error=_error(POLICY if isinstance(error, Refused) else kind, message, hint),
        suites=cast("Suites", suites),
        pass_mark=pass_mark,
    )


def results_of(
    problem: Problem, evidence: tuple[Evidence, ...], *, whole: bool
) -> tuple[CaseResult, ...]:
    """Every case with its verdict and points; raises ProblemError."""
    cases = [item.case for item in evidence]
    judged = [verdict.judge(item) for item in evidence]
    verdicts = [reached for reached, _ in judged]
    possible = score.possible(problem.groups, cases, whole=whole)
    earned = score.earned(problem.groups, cases, possible, verdicts)
    return tuple(
        CaseResult(
            case=item.case,
            verdict=reached,
            earned=got,
            possible=points,
            message=message,
            measure=item.measure if verdict.began(item.measure) else None,
            feedback=item.feedback,
            crash=item.crash,
        )
        for item, (reached, message), got, points in zip(
            evidence, judged, earned, possible, strict=True
        )
    )


def _broken(results: tuple[CaseResult, ...], suites: tuple[str, ...]) -> Fault | None:
    """A case that could not be judged, or a suite without any: then nothing counts."""
    names = [item.case.name for item in results if item.verdict is Verdict.GRADER_ERROR]
    if names:
        more = "" if len(names) == 1 else f" and {len(names) - 1} more"
        message = f"a test of this problem is broken: {safe(names[0], 200)}{more}"
        return Fault(Verdict.GRADER_ERROR, "problem", message, PROBLEM_HINT)
    empty = [name for name in suites if name not in {item.case.visibility for item in results}]
    if "hidden" in empty or not results:
        message = f"this problem has no {empty[-1]} test to run"
        return Fault(Verdict.GRADER_ERROR, "problem", message, PROBLEM_HINT)
    return None


def _groups(problem: Problem, results: tuple[CaseResult, ...]) -> tuple[GroupInfo, ...]:
    found = []
    for group in problem.groups:
        inside = [
            item for item in results if score.group_of(item.case, problem.groups) == group.name
        ]
        if inside:
            earned = sum(item.earned for item in inside)
            possible = sum(item.possible for item in inside)
            found.append(GroupInfo(safe(group.name), earned, possible, group.all_or_nothing))
    return tuple(found)


def _case(problem: Problem, submission: Submission, result: CaseResult, graded: bool) -> CaseInfo:
    measure = result.measure
    cpu = None if measure is None else measure.cpu_seconds
    peak = None if measure is None else measure.peak_memory_bytes
    return CaseInfo(
        id=safe(result.case.id),
        name=safe(result.case.name),
        group=safe(score.group_of(result.case, problem.groups)),
        visibility="public" if result.case.visibility == "public" else "hidden",
        verdict=result.verdict,
        points=Points(result.earned, result.possible) if graded else None,
        wall_ms=None if measure is None else _ms(measure.wall_seconds),
        cpu_ms=None if cpu is None else _ms(cpu),
        peak_memory_kib=None if peak is None else round(peak / 1024),
        calls=None if measure is None else measure.calls,
        message=None if result.message is None else safe(result.message, BLOCK, newlines=True),
        hint=None if result.case.hint is None else safe(result.case.hint),
        feedback=_feedback(result.feedback),
        crash=None if result.crash is None else _crash(result.crash, submission),
    )


def _feedback(feedback: Feedback | None) -> FeedbackInfo | None:
    if feedback is None:
        return None
    parts = (feedback.call, feedback.expected, feedback.got)
    return FeedbackInfo(
        *(None if part is None else safe(part, BLOCK, newlines=True) for part in parts)
    )


def _crash(crash: str, submission: Submission) -> str:
    """The candidate's traceback with the places that the candidate knows: cells, in a notebook."""

    def place(found: re.Match[str]) -> str:
        return f"{found['file']}{submission.place(int(found['line']))}"

    return safe(FRAME.sub(place, crash[: 4 * BLOCK]), BLOCK, newlines=True)


def _ms(seconds: float) -> float:
    return round(seconds * 1000, 1)


def _problem(problem: Problem) -> ProblemInfo:
    return ProblemInfo(problem.slug, problem.title, problem.digest)


def _submission(submission: Submission) -> SubmissionInfo:
    kind = cast("Literal['python', 'notebook']", submission.kind)
    return SubmissionInfo(safe(submission.path), submission.sha256, kind)


def _timing(phases: Mapping[str, float]) -> Timing:
    return Timing(_ms(sum(phases.values())), {name: _ms(spent) for name, spent in phases.items()})


def _environment(found: Environment | None) -> EnvironmentInfo | None:
    if found is None:
        return None
    return EnvironmentInfo(
        engine=found.engine,
        official=found.official,
        image=found.image,
        python=found.python,
        packages=dict(found.packages),
        limits=dict(found.limits),
        seed=found.seed,
        controls=tuple(Control(name, observed) for name, observed in found.controls),
    )


def _error(kind: str, message: str, hint: str) -> ErrorInfo:
    return ErrorInfo(kind, safe(message, BLOCK, newlines=True), safe(hint) or None)
