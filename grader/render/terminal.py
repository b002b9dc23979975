"""Report → text for a terminal. Every fact is in words; colour only repeats it."""

from __future__ import annotations

import shlex
from collections.abc import Sequence
from pathlib import PurePath

from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from grader.outcome import Verdict
from grader.render import Style
from grader.render.layout import indented, printed, table
from grader.report import CaseInfo, GroupInfo, Points, Report

GOOD = (Verdict.ACCEPTED, Verdict.SKIPPED)  # nothing to correct
COLORS = {Verdict.ACCEPTED: "green", Verdict.SKIPPED: "yellow", Verdict.INCONCLUSIVE: "yellow"}


def report(report: Report, style: Style) -> str:
    """One report in full."""
    parts: list[RenderableType] = [*_header(report), Text()]
    if report.error is not None:
        parts += _error(report)
    else:
        parts += [_result(report), Text(), *_groups(report, style)]
    details = _detailed(report)
    for case in details:
        parts += [Text(), *_detail(case, first=case is details[0] and case.visibility == "public")]
    parts += _hints(report)
    parts += _skipped(report)
    parts += _next(report)
    return printed(parts, style)


def summary(reports: Sequence[Report], style: Style) -> str:
    """One row for every report, then why some were not graded."""
    rows = [
        (
            item.submission.path,
            item.problem.slug if item.problem else "unknown",
            _verdict(item.verdict),
            _points(item.score) if item.score else "not graded",
            "passed" if item.passed else "-",
        )
        for item in reports
    ]
    heads = ("submission", "problem", "verdict", "points", "passed")
    parts: list[RenderableType] = [table(heads, rows, style)]
    reasons: dict[str, list[str]] = {}
    for item in reports:
        if item.error is not None:
            hint = f"\n{item.error.hint}" if item.error.hint else ""
            reasons.setdefault(item.error.message + hint, []).append(item.submission.path)
    for reason, paths in reasons.items():
        parts += [Text(), Text(f"Not graded: {', '.join(paths)}", "bold"), indented(reason)]
    passed = sum(item.passed for item in reports)
    failed = sum(item.error is not None for item in reports)
    said = (
        f"{len(reports)} submissions: {passed} passed, {len(reports) - passed - failed} below the"
    )
    parts += [Text(), Text(f"{said} pass mark, {failed} not graded")]
    return printed(parts, style)


def _verdict(verdict: Verdict) -> Text:
    """A mark and a word: "✗ wrong answer"."""
    mark = {Verdict.ACCEPTED: "✓", Verdict.SKIPPED: "-"}.get(verdict, "✗")
    return Text(f"{mark} {verdict.value.replace('_', ' ')}", COLORS.get(verdict, "red"))


def _points(points: Points | GroupInfo) -> str:
    return f"{points.earned} / {points.possible}"


def _header(report: Report) -> list[RenderableType]:
    parts: list[RenderableType] = []
    if report.problem is not None:
        parts.append(Text(f"{report.problem.slug}: {report.problem.title}", "bold"))
    line = Text(report.submission.path, overflow="fold")
    if (environment := report.environment) is not None:
        line.append(f" · {environment.engine} · Python {environment.python}")
        if not environment.official:
            line.append(" · practice, not official", "yellow")
    return [*parts, line]


def _error(report: Report) -> list[RenderableType]:
    error = report.error
    if error is None:
        return []
    title = Text("Not graded: ", "bold red").append(_verdict(report.verdict).plain[2:], "red")
    parts: list[RenderableType] = [title, indented(error.message)]
    return parts if error.hint is None else [*parts, indented(error.hint)]


def _result(report: Report) -> RenderableType:
    accepted = sum(case.verdict is Verdict.ACCEPTED for case in report.cases)
    public = "public " if report.suites == ("public",) else ""
    line = _verdict(report.verdict)
    line.stylize("bold")
    if report.score is not None and not public:
        below = f"below the pass mark of {report.pass_mark:g} %"
        said = "passed" if report.passed else below
        line.append(
            f" · {report.score.earned} of {report.score.possible} points, {said}", "default"
        )
    taken = f" in {report.timing.wall_ms / 1000:.1f} s" if report.timing else ""
    return line.append(
        f"\n{accepted} of {len(report.cases)} {public}tests accepted{taken}", "default"
    )


def _groups(report: Report, style: Style) -> list[RenderableType]:
    """The tests by group, with points that sum up to the last line."""
    parts: list[RenderableType] = []
    for group in report.groups:
        cases = [case for case in report.cases if case.group == group.name]
        hidden = all(case.visibility == "hidden" for case in cases)
        notes = ["hidden tests"] * hidden + ["all or nothing"] * group.all_or_nothing
        note = f" ({', '.join(notes)})" if notes else ""
        parts.append(_sum(f"{group.name}{note}", _points(group), style))
        if style.narrow:
            parts += [_case_list(case, mark_hidden=not hidden) for case in cases]
        else:
            parts.append(_cases(cases, report, mark_hidden=not hidden))
    if report.score is not None:
        parts.append(_sum("total", _points(report.score), style))
    return parts


def _sum(name: str, points: str, style: Style) -> RenderableType:
    if style.narrow:
        return Text(f"{name}: {points}", "bold", overflow="fold")
    grid = Table.grid(expand=True, padding=(0, 1))
    grid.add_column(ratio=1, overflow="fold")
    grid.add_column(justify="right", no_wrap=True)
    grid.add_row(Text(name, "bold"), Text(points, "bold"))
    return grid


def _cases(cases: Sequence[CaseInfo], report: Report, *, mark_hidden: bool) -> RenderableType:
    """Rows of fixed columns, so that the tables of all groups line up."""
    widest_points = max(len(_points(case.points)) for case in report.cases if case.points)
    widest = max((len(_verdict(case.verdict).plain) for case in report.cases), default=0)
    grid = Table.grid(expand=True, padding=(0, 2, 0, 0), pad_edge=False)
    grid.add_column(width=widest + 2)
    grid.add_column(ratio=1, overflow="fold")
    for width in (8, 8):
        grid.add_column(width=width, justify="right", no_wrap=True)
    grid.add_column(width=max(7, widest_points), justify="right", no_wrap=True)
    for case in cases:
        mark = Text("  ").append_text(_verdict(case.verdict))
        points = _points(case.points) if case.points else ""
        name = _name(case, mark_hidden=mark_hidden)
        grid.add_row(mark, name, _time(case.wall_ms), _memory(case), points)
    return grid


def _case_list(case: CaseInfo, *, mark_hidden: bool) -> RenderableType:
    facts = [_time(case.wall_ms), _memory(case), _points(case.points) if case.points else ""]
    lines = _verdict(case.verdict).append("\n")
    lines.append_text(_name(case, mark_hidden=mark_hidden)).append("\n")
    return indented(lines.append(", ".join(fact for fact in facts if fact)))


def _name(case: CaseInfo, *, mark_hidden: bool) -> Text:
    hidden = " (hidden)" if mark_hidden and case.visibility == "hidden" else ""
    return Text(case.name, overflow="fold").append(hidden, "dim")


def _time(ms: float | None) -> str:
    if ms is None:
        return ""
    return f"{ms / 1000:.2f} s" if ms >= 1000 else f"{ms:.1f} ms"


def _memory(case: CaseInfo) -> str:
    kib = case.peak_memory_kib
    if kib is None:
        return ""
    return f"{kib / 1024:.1f} MiB" if kib >= 1024 else f"{kib} KiB"


def _detailed(report: Report) -> list[CaseInfo]:
    """The first failing and the first crashing public test; hidden ones whose text may be seen."""
    failing = [case for case in report.cases if case.verdict not in GOOD]
    public = [case for case in failing if case.visibility == "public"]
    crashed = [case for case in public[1:] if case.crash and not public[0].crash]
    told = [case for case in failing if case.message or case.feedback or case.crash]
    return public[:1] + crashed[:1] + [case for case in told if case.visibility == "hidden"]


def _detail(case: CaseInfo, *, first: bool) -> list[RenderableType]:
    which = "First failing public test" if first else f"{case.visibility.capitalize()} test"
    parts: list[RenderableType] = [Text(f"{which}: {case.name}", "bold", overflow="fold")]
    if case.feedback is not None:
        grid = Table.grid(padding=(0, 2, 0, 0))
        grid.add_column(no_wrap=True)
        grid.add_column(overflow="fold")
        for name, value in (
            ("input", case.feedback.call),
            ("expected", case.feedback.expected),
            ("got", case.feedback.got),
        ):
            if value is not None:
                grid.add_row(name, Text(value, overflow="fold"))
        parts.append(Padding(grid, (0, 0, 0, 2)))
    compared = case.feedback is not None and None not in (case.feedback.expected, case.feedback.got)
    if case.message and case.crash is None and not compared:
        parts.append(indented(case.message))
    if case.crash is not None:
        parts.append(indented(case.crash))
    if case.visibility == "public" and case.hint:
        parts.append(indented(f"Hint: {case.hint}"))
    return parts


def _hints(report: Report) -> list[RenderableType]:
    failing = (
        case for case in report.cases if case.visibility == "hidden" and case.verdict not in GOOD
    )
    hints: dict[str, list[str]] = {}
    for case in failing:
        if case.hint:
            hints.setdefault(case.hint, []).append(case.name)
    if not hints:
        return []
    lines = [
        indented(Text.assemble((f"{_first_of(names)}: ", "bold"), hint))
        for hint, names in hints.items()
    ]
    return [Text(), Text("Hints for hidden tests", "bold"), *lines]


def _first_of(names: Sequence[str]) -> str:
    """Cases of one test share its hint."""
    return names[0] if len(names) == 1 else f"{names[0]} (and {len(names) - 1} more)"


def _next(report: Report) -> list[RenderableType]:
    """What to do now, as commands to copy."""
    if report.error is not None:
        return []
    path = shlex.quote(report.submission.path) + _problem_option(report)
    seed = f" --seed {report.environment.seed}" if report.environment else ""
    failing = [case for case in report.cases if case.verdict is not Verdict.ACCEPTED]
    steps: list[tuple[str, str]] = []
    if any(case.visibility == "public" for case in failing):
        steps.append(("Correct the public test, then run", f"grader test {path}"))
    elif failing:
        steps.append(("Follow the hints, then run", f"grader grade {path}"))
    elif report.suites == ("public",):
        steps.append(("All public tests pass; now run", f"grader grade {path}"))
    if failing and seed:
        command = "test" if report.suites == ("public",) else "grade"
        steps.append(("The same random inputs again", f"grader {command} {path}{seed}"))
    lines = [part for said, command in steps for part in (indented(f"{said}:"), _command(command))]
    return [Text(), Text("Next", "bold"), *lines] if lines else []


def _problem_option(report: Report) -> str:
    """Needed by a file that says nothing of its problem; whether it does is not known here."""
    path = PurePath(report.submission.path)
    if report.problem is None or path.stem.lower().replace("_", "-") == report.problem.slug:
        return ""
    return f" --problem {report.problem.slug}"


def _command(command: str) -> RenderableType:
    """A line that can be copied, however long: it is never folded."""
    line = Text(f"      {command}", no_wrap=True, overflow="ignore")
    return Group(line)  # a bare Text would be joined, and lose both


def _skipped(report: Report) -> list[RenderableType]:
    """Why tests did not run, each reason once."""
    skipped = [case for case in report.cases if case.verdict is Verdict.SKIPPED]
    if not skipped:
        return []
    reasons = dict.fromkeys(case.message for case in skipped if case.message)
    title = Text(f"{len(skipped)} of {len(report.cases)} tests did not run", "bold")
    return [Text(), title, *(indented(reason) for reason in reasons)]
