from __future__ import annotations

from types import SimpleNamespace

import pytest

from grader.problem import Problem
from grader.render import Style
from grader.render.catalogue import details, problems, statement, status


@pytest.mark.parametrize("width", [40, 80, 120])
def test_the_bank_fits_every_width(double_it: Problem, width: int) -> None:
    text = problems([double_it], Style(width))
    for fact in ("double-it", "Double a number", "easy", "numbers", "100", "10 min"):
        assert fact in text
    assert all(len(line) <= width for line in text.splitlines())
    assert problems([], Style(width)) == "no problem matches\n"


def test_the_statement_comes_with_limits_and_points(double_it: Problem) -> None:
    text = statement(double_it, Style(80))
    assert "Double a number" in text.splitlines()[0]
    assert "  Define: double\n" in text
    assert "  Time: 2 s for each test, 2 s of CPU\n" in text
    assert "  Not allowed: sklearn\n" in text
    assert "  Points: examples 30, edge cases 70; 100 in all\n" in text
    assert "  Start: grader start double-it\n" in text


def test_a_problem_as_json(double_it: Problem) -> None:
    found = details(double_it)
    assert found["points"] == 100
    assert found["limits"] == {
        "wall_seconds": 2.0,
        "cpu_seconds": 2.0,
        "memory_mib": 256,
        "output_kib": 64,
        "submission_seconds": 60.0,
    }


def test_what_is_missing_is_a_word(double_it: Problem) -> None:
    rows = [
        SimpleNamespace(name="engine", value="docker 27", ok=True),
        SimpleNamespace(name="image", value="none", ok=False),
    ]
    text = status(rows, Style(80, color=False))
    assert [line.split()[-1] for line in text.splitlines()] == ["state", "ok", "missing"]
