"""A report with something of everything that a terminal must show."""

from __future__ import annotations

import pytest

from grader.compose import build
from grader.outcome import Environment, Evidence, Feedback, Finding, Grading, Measure, Stop
from grader.problem import Problem
from grader.report import Report
from grader.submission import Submission
from tests.grader.conftest import MakeEvidence

CRASH = """\
Traceback (most recent call last):
  File "double_it.py", line 2, in double
    return x.upper()
AttributeError: 'int' object has no attribute 'upper'"""


@pytest.fixture
def items(evidence: MakeEvidence) -> tuple[Evidence, ...]:
    edge = {"group": "edge cases", "visibility": "hidden"}
    return (
        evidence("doubles a small number"),
        evidence(
            "doubles a negative number",
            finding=Finding.ASSERTION,
            detail="assert -1 == -2",
            feedback=Feedback("double(-1)", "-2", "-1"),
        ),
        evidence("doubles a text", finding=Finding.RAISED, detail="AttributeError", crash=CRASH),
        evidence("zero stays zero", **edge),
        evidence(
            "very large numbers keep every digit, however many there are",
            **edge,
            finding=Finding.ASSERTION,
            detail="assert 31337",
            feedback=Feedback("double(31337)", "1", "2"),
        ),
        evidence(
            "answers in time", **edge, finding=None, stop=Stop.WALL,
            measure=Measure(2.04, 2.0, 34 << 20, 1),
        ),
        evidence(
            "a test that never began", **edge, finding=None, stop=Stop.SUBMISSION_TIME,
            measure=Measure(0.0, None, None, 0),
        ),
    )  # fmt: skip


@pytest.fixture
def full(
    double_it: Problem,
    handed_in: Submission,
    items: tuple[Evidence, ...],
    environment: Environment,
) -> Report:
    return build(double_it, handed_in, Grading(items, None, environment, {"tests": 2.5}))
