from __future__ import annotations

import pytest

from grader.outcome import Finding, Measure, Stop, Verdict
from grader.verdict import FOUND, NOT_BEGUN, RESULTLESS, SKIPPED, STOPPED, judge, overall
from tests.grader.conftest import MakeEvidence

PEAK = Measure(2.044, 1.987, 256 << 20, 3)
BLIND = Measure(2.044, None, None, 3)


@pytest.mark.parametrize(
    ("finding", "detail", "verdict", "message"),
    [
        (Finding.PASSED, "", Verdict.ACCEPTED, None),
        (Finding.PASSED, "noise", Verdict.ACCEPTED, None),
        (Finding.ASSERTION, "assert 1 == 2", Verdict.WRONG_ANSWER, "assert 1 == 2"),
        (Finding.UNUSABLE, "no len()", Verdict.WRONG_ANSWER, "no len()"),
        (Finding.RAISED, "ValueError: x", Verdict.RUN_TIME_ERROR, "ValueError: x"),
        (
            Finding.MEMORY,
            "MemoryError",
            Verdict.MEMORY_LIMIT_EXCEEDED,
            "the memory limit was reached at 256 MiB",
        ),
        (Finding.BROKEN, "NameError", Verdict.GRADER_ERROR, "NameError"),
        (Finding.SKIPPED, "", Verdict.SKIPPED, SKIPPED),
        (Finding.SKIPPED, "no scipy", Verdict.SKIPPED, "no scipy"),
        (None, "", Verdict.GRADER_ERROR, RESULTLESS),
    ],
)
def test_findings(
    evidence: MakeEvidence,
    finding: Finding | None,
    detail: str,
    verdict: Verdict,
    message: str | None,
) -> None:
    assert judge(evidence(finding=finding, detail=detail, measure=PEAK)) == (verdict, message)


@pytest.mark.parametrize(
    ("stop", "measure", "verdict", "message"),
    [
        (
            Stop.WALL,
            PEAK,
            Verdict.TIME_LIMIT_EXCEEDED,
            "the time limit was reached: stopped after 2.04 s",
        ),
        (
            Stop.CPU,
            PEAK,
            Verdict.TIME_LIMIT_EXCEEDED,
            "the CPU time limit was reached: stopped after 1.99 s of CPU time",
        ),
        (Stop.CPU, BLIND, Verdict.TIME_LIMIT_EXCEEDED, "the CPU time limit was reached"),
        (
            Stop.MEMORY,
            PEAK,
            Verdict.MEMORY_LIMIT_EXCEEDED,
            "the memory limit was reached at 256 MiB",
        ),
        (Stop.MEMORY, BLIND, Verdict.MEMORY_LIMIT_EXCEEDED, "the memory limit was reached"),
        (
            Stop.OUTPUT,
            PEAK,
            Verdict.OUTPUT_LIMIT_EXCEEDED,
            "too much was printed: stopped after 2.04 s",
        ),
        (Stop.EXITED, PEAK, Verdict.RUN_TIME_ERROR, "the process ended during the test"),
        (
            Stop.PROTOCOL,
            PEAK,
            Verdict.RUN_TIME_ERROR,
            "the process answered in a way that the grader does not know",
        ),
        (
            Stop.SUBMISSION_TIME,
            PEAK,
            Verdict.TIME_LIMIT_EXCEEDED,
            "the time for the whole submission was used up in this test: stopped after 2.04 s",
        ),
        (Stop.SUBMISSION_TIME, Measure(0, None, None, 0), Verdict.SKIPPED, NOT_BEGUN),
    ],
)
@pytest.mark.parametrize("finding", [None, Finding.PASSED, Finding.BROKEN])
def test_a_stop_beats_every_finding(
    evidence: MakeEvidence,
    finding: Finding | None,
    stop: Stop,
    measure: Measure,
    verdict: Verdict,
    message: str,
) -> None:
    assert judge(evidence(finding=finding, stop=stop, measure=measure)) == (verdict, message)


def test_every_finding_and_every_stop_has_a_verdict() -> None:
    assert set(FOUND) == set(Finding)
    assert set(STOPPED) == set(Stop)


def test_the_overall_verdict_is_the_most_severe() -> None:
    assert (
        overall([Verdict.ACCEPTED, Verdict.WRONG_ANSWER, Verdict.SKIPPED]) is Verdict.WRONG_ANSWER
    )
    assert (
        overall([Verdict.RUN_TIME_ERROR, Verdict.TIME_LIMIT_EXCEEDED])
        is Verdict.TIME_LIMIT_EXCEEDED
    )
    assert overall(reversed(Verdict)) is Verdict.GRADER_ERROR
    assert overall([Verdict.ACCEPTED]) is Verdict.ACCEPTED
    assert overall([]) is Verdict.GRADER_ERROR
