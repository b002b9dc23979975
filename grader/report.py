"""The report: a documented contract, shipped as schema/report-1.json. Renderers know only it."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from enum import IntEnum
from typing import Literal

import msgspec
from msgspec import Struct

from grader import __version__, verdict
from grader.outcome import Verdict

SCHEMA = "grader.report/1"
PASS_MARK = 100.0
POLICY = "policy"  # the kind of error that is a refusal, not a rejection
SAID_OF_HIDDEN = frozenset({verdict.NOT_BEGUN, verdict.SKIPPED})  # our words, telling nothing


class ExitCode(IntEnum):
    """What a command's exit status says."""

    PASSED = 0  # graded, at or above the pass mark
    BELOW = 1  # graded, below the pass mark
    USAGE = 2  # the command line was wrong
    GRADER_ERROR = 3  # not graded: engine away, broken problem, our bug
    REJECTED = 4  # the submission was rejected before grading
    INCONCLUSIVE = 5  # a measurement did not allow a verdict
    REFUSED = 6  # a rule of the problem forbids the submission
    INTERRUPTED = 130  # ended by Ctrl-C


WORST_FIRST = (
    ExitCode.GRADER_ERROR,
    ExitCode.REJECTED,
    ExitCode.REFUSED,
    ExitCode.INCONCLUSIVE,
    ExitCode.BELOW,
    ExitCode.PASSED,
)


class ProblemInfo(Struct, frozen=True):
    """The problem that was graded against."""

    slug: str
    title: str
    digest: str


class SubmissionInfo(Struct, frozen=True):
    """The file that was graded; null where it could not be read."""

    path: str
    sha256: str | None
    kind: Literal["python", "notebook"] | None


class Points(Struct, frozen=True):
    """Integers; 0 ≤ earned ≤ possible."""

    earned: int
    possible: int


class GroupInfo(Struct, frozen=True):
    """A group of tests and its points."""

    name: str
    earned: int
    possible: int
    all_or_nothing: bool = False


class FeedbackInfo(Struct, frozen=True):
    """The failing comparison: the last call, what was expected, what came."""

    call: str | None
    expected: str | None
    got: str | None


class CaseInfo(Struct, frozen=True):
    """One test. Readings are null when it did not run or the host cannot take them."""

    id: str
    name: str
    group: str
    visibility: Literal["public", "hidden"]
    verdict: Verdict
    points: Points | None  # null: not graded
    wall_ms: float | None
    cpu_ms: float | None
    peak_memory_kib: int | None
    calls: int | None
    message: str | None
    hint: str | None
    feedback: FeedbackInfo | None = None
    crash: str | None = None


class Sample(Struct, frozen=True):
    """One measured size of a complexity check."""

    n: int
    cpu_ms: float | None
    wall_ms: float | None
    peak_memory_kib: int | None


class ComplexityInfo(Struct, frozen=True):
    """One complexity check."""

    id: str
    function: str
    measure: Literal["time", "space"]
    allowed: str
    verdict: Literal["meets", "exceeds", "inconclusive"]
    estimate: str | None
    slope: float | None
    interval: tuple[float, float] | None
    points: Points
    samples: tuple[Sample, ...]


class Timing(Struct, frozen=True):
    """Wall milliseconds, in all and by phase."""

    wall_ms: float
    phases: Mapping[str, float]


class Control(Struct, frozen=True):
    """A control of the sandbox as it was observed inside the runner."""

    name: str
    observed: str


class EnvironmentInfo(Struct, frozen=True):
    """Where the submission ran. `official` is false where isolation is the host's own."""

    engine: str
    official: bool
    image: str | None
    python: str
    packages: Mapping[str, str]
    limits: Mapping[str, float]
    seed: int
    controls: tuple[Control, ...]


class ErrorInfo(Struct, frozen=True):
    """Why a submission was not graded."""

    kind: str
    message: str
    hint: str | None


class Report(Struct, frozen=True, kw_only=True):
    """The result of grading one submission. Null: unknown or unavailable."""

    schema: Literal["grader.report/1"] = "grader.report/1"
    problem: ProblemInfo | None
    submission: SubmissionInfo
    verdict: Verdict
    passed: bool
    score: Points | None  # null: not graded
    groups: tuple[GroupInfo, ...]
    cases: tuple[CaseInfo, ...]
    complexity: tuple[ComplexityInfo, ...]
    timing: Timing | None
    environment: EnvironmentInfo | None
    error: ErrorInfo | None
    audience: Literal["candidate", "instructor"] = "instructor"
    suites: tuple[Literal["public", "hidden"], ...] = ()
    pass_mark: float = PASS_MARK
    grader: str = __version__


def for_candidate(report: Report) -> Report:
    """What a candidate may see, by allow-list: of hidden cases no input, value, text or test id."""
    hidden = (case.id for case in report.cases if case.visibility == "hidden")
    numbers = {name: number for number, name in enumerate(hidden, start=1)}
    return Report(
        problem=report.problem,
        submission=report.submission,
        verdict=report.verdict,
        passed=report.passed,
        score=report.score,
        groups=report.groups,
        cases=tuple(
            case if case.visibility == "public" else _concealed(case, numbers[case.id])
            for case in report.cases
        ),
        complexity=report.complexity,
        timing=report.timing,
        environment=report.environment,
        error=None if report.error is None else _without_detail(report.error),
        audience="candidate",
        suites=report.suites,
        pass_mark=report.pass_mark,
    )


def _without_detail(error: ErrorInfo) -> ErrorInfo:
    """What is wrong with a problem may quote its hidden tests: from the second line on."""
    if error.kind != "problem":
        return error
    return ErrorInfo(error.kind, error.message.partition("\n")[0].rstrip(": "), error.hint)


def _concealed(case: CaseInfo, number: int) -> CaseInfo:
    return CaseInfo(
        id=f"hidden/{number}",  # a test's own id may name the trick
        name=case.name,
        group=case.group,
        visibility="hidden",
        verdict=case.verdict,
        points=case.points,
        wall_ms=case.wall_ms,
        cpu_ms=case.cpu_ms,
        peak_memory_kib=case.peak_memory_kib,
        calls=case.calls,
        message=case.message if case.message in SAID_OF_HIDDEN else None,
        hint=None if case.verdict is Verdict.ACCEPTED else case.hint,
    )


def exit_code(report: Report, *, exit_zero: bool = False) -> ExitCode:
    """The exit status of a report; `exit_zero` forgives what was graded, never a fault."""
    if report.verdict is Verdict.GRADER_ERROR:
        return ExitCode.GRADER_ERROR
    if report.error is not None and report.error.kind == POLICY:
        return ExitCode.REFUSED
    if report.verdict is Verdict.INVALID_SUBMISSION:
        return ExitCode.REJECTED
    if exit_zero or (report.passed and report.verdict is not Verdict.INCONCLUSIVE):
        return ExitCode.PASSED
    return ExitCode.INCONCLUSIVE if report.verdict is Verdict.INCONCLUSIVE else ExitCode.BELOW


def worst(codes: Iterable[ExitCode]) -> ExitCode:
    """The one exit status for several submissions."""
    return min(codes, key=WORST_FIRST.index, default=ExitCode.PASSED)


def schema() -> str:
    """The JSON Schema of a report, as shipped in schema/report-1.json."""
    made = msgspec.json.schema(Report)
    made = {"$schema": "https://json-schema.org/draft/2020-12/schema", "title": SCHEMA, **made}
    return json.dumps(made, indent=2, ensure_ascii=False) + "\n"
