"""What the evidence of a case means. Pure: the one place where a finding becomes a verdict."""

from __future__ import annotations

from collections.abc import Iterable

from grader.outcome import Evidence, Finding, Measure, Stop, Verdict

NOT_BEGUN = "not run: the time for the whole submission was used up before it began"
SKIPPED = "not run: the test skipped itself"
RESULTLESS = "the test ended without a result"

FOUND = {
    Finding.PASSED: Verdict.ACCEPTED,
    Finding.ASSERTION: Verdict.WRONG_ANSWER,
    Finding.UNUSABLE: Verdict.WRONG_ANSWER,
    Finding.RAISED: Verdict.RUN_TIME_ERROR,
    Finding.MEMORY: Verdict.MEMORY_LIMIT_EXCEEDED,
    Finding.BROKEN: Verdict.GRADER_ERROR,
    Finding.SKIPPED: Verdict.SKIPPED,
}
STOPPED = {
    Stop.WALL: Verdict.TIME_LIMIT_EXCEEDED,
    Stop.CPU: Verdict.TIME_LIMIT_EXCEEDED,
    Stop.SUBMISSION_TIME: Verdict.TIME_LIMIT_EXCEEDED,
    Stop.MEMORY: Verdict.MEMORY_LIMIT_EXCEEDED,
    Stop.OUTPUT: Verdict.OUTPUT_LIMIT_EXCEEDED,
    Stop.EXITED: Verdict.RUN_TIME_ERROR,
    Stop.PROTOCOL: Verdict.RUN_TIME_ERROR,
}
SEVERITY = {verdict: rank for rank, verdict in enumerate(Verdict)}


def judge(evidence: Evidence) -> tuple[Verdict, str | None]:
    """The verdict of a case and one sentence about it, None when there is nothing to say.

    A stop beats a finding: what the judge found in a case that the host ended says nothing.
    """
    if evidence.stop is Stop.SUBMISSION_TIME and not began(evidence.measure):
        return Verdict.SKIPPED, NOT_BEGUN
    if evidence.stop is not None:
        return STOPPED[evidence.stop], _stopped(evidence.stop, evidence)
    if evidence.finding is None:
        return Verdict.GRADER_ERROR, evidence.detail or RESULTLESS
    if evidence.finding is Finding.PASSED:
        return Verdict.ACCEPTED, None
    if evidence.finding is Finding.MEMORY:
        return Verdict.MEMORY_LIMIT_EXCEEDED, _memory(evidence.measure)
    if evidence.finding is Finding.SKIPPED:
        return Verdict.SKIPPED, evidence.detail or SKIPPED
    return FOUND[evidence.finding], evidence.detail or None


def overall(verdicts: Iterable[Verdict]) -> Verdict:
    """The most severe of the verdicts; of none at all, a grader error."""
    return min(verdicts, key=SEVERITY.__getitem__, default=Verdict.GRADER_ERROR)


def began(measure: Measure) -> bool:
    """False for a case whose turn never came."""
    return measure.calls > 0 or measure.wall_seconds > 0


def _stopped(stop: Stop, evidence: Evidence) -> str:
    measure = evidence.measure
    if stop is Stop.WALL:
        return f"the time limit was reached: stopped after {measure.wall_seconds:.2f} s"
    if stop is Stop.CPU:
        used = measure.cpu_seconds
        figure = "" if used is None else f": stopped after {used:.2f} s of CPU time"
        return f"the CPU time limit was reached{figure}"
    if stop is Stop.SUBMISSION_TIME:
        return (
            "the time for the whole submission was used up in this test:"
            f" stopped after {measure.wall_seconds:.2f} s"
        )
    if stop is Stop.MEMORY:
        return _memory(measure)
    if stop is Stop.OUTPUT:
        return f"too much was printed: stopped after {measure.wall_seconds:.2f} s"
    if stop is Stop.EXITED:
        return evidence.detail or "the process ended during the test"
    return evidence.detail or "the process answered in a way that the grader does not know"


def _memory(measure: Measure) -> str:
    peak = measure.peak_memory_bytes
    figure = "" if peak is None else f" at {peak / (1 << 20):.0f} MiB"
    return f"the memory limit was reached{figure}"
