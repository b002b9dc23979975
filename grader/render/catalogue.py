"""Problems, statements and the state of the sandbox → text for a terminal."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from grader.problem import Problem
from grader.render import Style
from grader.render.layout import indented, markdown, printed, table


class StatusRow(Protocol):
    """One observed fact about the sandbox."""

    @property
    def name(self) -> str: ...
    @property
    def value(self) -> str: ...
    @property
    def ok(self) -> bool: ...


def problems(found: Sequence[Problem], style: Style) -> str:
    """The bank as a table."""
    if not found:
        return "no problem matches\n"
    heads = ("problem", "title", "difficulty", "topics", "points", "time box")
    rows = [
        (
            item.slug,
            item.title,
            item.difficulty,
            ", ".join(item.topics),
            str(points(item)),
            f"{item.time_box_minutes} min",
        )
        for item in found
    ]
    return printed([table(heads, rows, style, whole=frozenset({"problem"}))], style)


def statement(problem: Problem, style: Style) -> str:
    """The statement, then what a submission must define, its limits and the points."""
    limits = problem.limits
    facts = [
        ("Define", ", ".join(problem.entry)),
        ("Time", f"{limits.wall_seconds:g} s for each test, {limits.cpu_seconds:g} s of CPU"),
        ("Memory", f"{limits.memory_mib} MiB for each test"),
        ("Output", f"{limits.output_kib} KiB for each test"),
        ("In all", f"{limits.submission_seconds:g} s for the whole submission"),
        ("Not allowed", ", ".join(problem.forbidden)),
        ("Points", _groups(problem)),
        ("Start", f"grader start {problem.slug}"),
    ]
    lines = [f"{name}: {value}" for name, value in facts if value]
    return printed([markdown(problem.statement), "", *(indented(line) for line in lines)], style)


def status(rows: Sequence[StatusRow], style: Style) -> str:
    """What is known of the sandbox, with a word for what is missing."""
    cells = [(row.name, row.value, "ok" if row.ok else "missing") for row in rows]
    return printed([table(("what", "observed", "state"), cells, style)], style)


def facts(problem: Problem) -> dict[str, object]:
    """A problem as JSON, without statement."""
    return {
        "slug": problem.slug,
        "title": problem.title,
        "difficulty": problem.difficulty,
        "topics": list(problem.topics),
        "points": points(problem),
        "time_box_minutes": problem.time_box_minutes,
    }


def details(problem: Problem) -> dict[str, object]:
    """A problem as JSON, with all that `grader show` shows."""
    limits = problem.limits
    return {
        **facts(problem),
        "entry": list(problem.entry),
        "limits": {name: getattr(limits, name) for name in limits.__struct_fields__},
        "forbidden": list(problem.forbidden),
        "groups": [{"name": group.name, "points": group.points} for group in problem.groups],
        "digest": problem.digest,
        "statement": problem.statement,
    }


def points(problem: Problem) -> int:
    """All points of a problem."""
    groups = sum(group.points for group in problem.groups)
    return groups + sum(check.points for check in problem.complexity)


def _groups(problem: Problem) -> str:
    parts = [f"{group.name} {group.points}" for group in problem.groups]
    parts += [f"{check.measure} of {check.function} {check.points}" for check in problem.complexity]
    return f"{', '.join(parts)}; {points(problem)} in all"
