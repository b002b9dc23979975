"""A small problem package, and the values that a grading of it would pass on."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from grader import problem
from grader.outcome import Case, Environment, Evidence, Feedback, Finding, Grading, Measure, Stop
from grader.problem import Problem
from grader.submission import Submission

TOML = """\
format = 1
title = "Double a number"
entry = ["double"]
difficulty = "easy"
topics = ["numbers"]
time_box_minutes = 10
source = "made up"

[limits]
wall_seconds = 2.0

[imports]
forbidden = ["sklearn"]

[[group]]
name = "examples"
points = 30

[[group]]
name = "edge cases"
points = 70
"""
FILES = {
    "problem.toml": TOML,
    "statement.md": "# Double a number\n\nWrite `double(x)`.\n",
    "starter.py": "def double(x: int) -> int:\n    raise NotImplementedError\n",
    "tests/public/test_examples.py": (
        "import pytest\n\nfrom double_it import double\n\n\n"
        '@pytest.mark.case(group="examples", name="two", hint="Look again.")\n'
        "def test_two(rng, seed):\n    assert double(2) == 4\n"
    ),
    "tests/hidden/test_edges.py": (
        "from solution import double\n\n\ndef test_zero():\n    assert double(0) == 0\n"
    ),
}
MakePackage = Callable[..., Path]
MakeEvidence = Callable[..., Evidence]


@pytest.fixture
def package(tmp_path: Path) -> MakePackage:
    """Writes the package `double-it`, with some files changed (None: left out); its folder."""

    def make(**changes: str | None) -> Path:
        root = tmp_path / "problems" / "double-it"
        named = {key.replace("__", "/"): text for key, text in changes.items()}
        for name, text in {**FILES, **named}.items():
            if text is not None:
                (root / name).parent.mkdir(parents=True, exist_ok=True)
                (root / name).write_text(text, encoding="utf-8")
        return root

    return make


@pytest.fixture
def double_it(package: MakePackage) -> Problem:
    return problem.load(package())


@pytest.fixture
def evidence() -> MakeEvidence:
    """Makes the evidence of one case; by default a public one that passed."""

    def make(
        name: str = "two",
        *,
        group: str | None = "examples",
        visibility: str = "public",
        finding: Finding | None = Finding.PASSED,
        stop: Stop | None = None,
        detail: str = "",
        weight: int = 1,
        measure: Measure | None = None,
        feedback: Feedback | None = None,
        crash: str | None = None,
    ) -> Evidence:
        case = Case(f"test_x.py::{name}", name, group, weight, f"hint of {name}", visibility)
        taken = measure or Measure(0.0031, 0.0022, 812 * 1024, 1)
        return Evidence(case, finding, stop, detail, taken, feedback, crash)

    return make


@pytest.fixture
def handed_in() -> Submission:
    return Submission("double_it.py", "def double(x):\n    return x\n", "python", "0" * 64)


@pytest.fixture
def environment() -> Environment:
    return Environment(
        "docker", True, "sha256:1", "3.13.5", {"numpy": "2.4.0"}, {}, 1234, (("network", "none"),)
    )


@pytest.fixture
def grading(environment: Environment) -> Callable[..., Grading]:
    def make(*items: Evidence) -> Grading:
        return Grading(items, None, environment, {"start": 0.3, "tests": 0.512})

    return make
