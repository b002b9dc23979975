"""The values that pass between the steps of a grading: plan → evidence → verdict → score → report. All frozen."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum


class Verdict(StrEnum):
    """What became of a case or of a whole submission, the most severe first: this order is the only one."""

    GRADER_ERROR = "grader_error"
    INVALID_SUBMISSION = "invalid_submission"
    TIME_LIMIT_EXCEEDED = "time_limit_exceeded"
    MEMORY_LIMIT_EXCEEDED = "memory_limit_exceeded"
    OUTPUT_LIMIT_EXCEEDED = "output_limit_exceeded"
    RUN_TIME_ERROR = "run_time_error"
    WRONG_ANSWER = "wrong_answer"
    COMPLEXITY_EXCEEDED = "complexity_exceeded"
    INCONCLUSIVE = "inconclusive"
    SKIPPED = "skipped"
    ACCEPTED = "accepted"


@dataclass(frozen=True)
class Case:
    """One planned test of the suite, as the judge collected it before the candidate's code ran in it."""

    id: str  # "test_edges.py::test_leading_none"
    name: str
    group: str | None  # None: the problem's first group
    weight: int
    hint: str | None
    visibility: str  # "public" or "hidden"


class Stop(StrEnum):
    """Why the host ended a case, or saw it end, before the judge had finished it."""

    WALL = "wall time"
    CPU = "cpu time"
    MEMORY = "memory"
    OUTPUT = "output"
    EXITED = "exited"
    PROTOCOL = "protocol"
    SUBMISSION_TIME = "submission time"


class Finding(StrEnum):
    """What the judge found at the end of a case."""

    PASSED = "passed"
    ASSERTION = "assertion"  # an assertion of the test failed
    RAISED = "raised"  # the candidate's code raised, and the test did not expect it
    MEMORY = "memory"  # … and what it raised was MemoryError
    UNUSABLE = "unusable"  # the test tripped over a value that the candidate's code had returned
    BROKEN = (
        "broken"  # the test failed without having called the candidate's code: the problem's fault
    )
    SKIPPED = "skipped"  # the test skipped itself


@dataclass(frozen=True)
class Feedback:
    """A failing comparison in the judge's own words: capped `repr`s of the last call, what was expected, what came."""

    call: str | None
    expected: str | None
    got: str | None


@dataclass(frozen=True)
class Measure:
    """Readings of one case, taken outside the runner. None where the host cannot read it."""

    wall_seconds: float
    cpu_seconds: float | None
    peak_memory_bytes: int | None  # above what the template process used before the case
    calls: int


@dataclass(frozen=True)
class Evidence:
    """All that is known of one case once its process is dead."""

    case: Case
    finding: Finding | None  # None: the judge never finished the case
    stop: Stop | None
    detail: str  # one line: "exited with status 0 during the call", the assertion's text, the exception …
    measure: Measure
    feedback: Feedback | None = None
    crash: str | None = None  # the candidate's frames and exception, when its code raised


@dataclass(frozen=True)
class CaseResult:
    """A judged case with its points; `message` is for whoever may see it, `hint` for everybody."""

    case: Case
    verdict: Verdict
    earned: int
    possible: int
    message: str | None
    measure: Measure | None  # None: it did not run
    feedback: Feedback | None = None
    crash: str | None = None


@dataclass(frozen=True)
class Fault:
    """Why a submission was not graded: `kind` is a short stable word, `message` one sentence, `hint` what to do."""

    verdict: Verdict  # GRADER_ERROR or INVALID_SUBMISSION
    kind: str
    message: str
    hint: str = ""


@dataclass(frozen=True)
class Environment:
    """Where a grading ran; `controls` are (name, as observed inside the runner) pairs."""

    engine: str
    official: bool
    image: str | None
    python: str
    packages: Mapping[str, str] = field(default_factory=dict)
    limits: Mapping[str, float] = field(default_factory=dict)
    seed: int = 0
    controls: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class Grading:
    """What running a plan gave: evidence for every planned case, or the fault that kept it from being graded."""

    evidence: tuple[Evidence, ...]
    fault: Fault | None
    environment: Environment | None
    phases: Mapping[str, float]  # seconds by phase: "start", "tests"
