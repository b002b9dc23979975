"""Grades a submission: plan → sandboxes → evidence. What the evidence is worth is decided in verdict and score."""

from __future__ import annotations

import ast
import difflib
import itertools
import time
from collections.abc import Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, suppress
from dataclasses import dataclass, replace
from typing import Any, Final

from grader.errors import ProblemError
from grader.outcome import Case, Environment, Evidence, Fault, Finding, Grading, Verdict
from grader.problem import Problem
from grader.relay import Relay
from grader.submission import Submission, SyntaxFault
from grader.suite import CaseLimits, Ran, Suite, give
from sandbox.drive import Load, Runner, Unresponsive
from sandbox.engine import Engine, Limits, Program, Sandbox, SandboxError, SandboxLost

Progress = Callable[[str, int, int], None]

#: Libraries that the images hold. Those that a suite or submission imports are loaded before the first fork.
LIBRARIES: Final = ("numpy", "pandas", "scipy", "sklearn")
_TEMPLATE_BYTES: Final = (
    256 << 20
)  # what the libraries of the template process may take beside a case's own limit
_JUDGE_LIMITS: Final = Limits(memory_bytes=2 << 30, processes=256, tmp_bytes=128 << 20)
_NOT_BROKEN_HINT: Final = (
    "Nothing of this is the candidate's fault: run the problem with an accepted solution."
)


@dataclass(frozen=True)
class Options:
    """`suites`: ("public",) for practice, ("public", "hidden") for a grade."""

    seed: int
    suites: tuple[str, ...]


def grade(
    problem: Problem, submission: Submission, engine: Engine, options: Options, progress: Progress
) -> Grading:
    """Run a submission through a problem's tests; raises SandboxError or GraderError for failures of ours."""
    started = time.monotonic()
    suite = _suite(problem, submission, options)
    programs = (Program("judge", "grader.judge", _JUDGE_LIMITS), _runner_program(problem))
    progress("start", 0, 0)
    engine.prepare(tuple(program.image for program in programs))
    with ExitStack() as stack:
        judge, runner = _start(engine, programs, submission, suite, stack)
        begun = time.monotonic()
        restart = _restarter(engine, programs[1], runner.load, stack)
        ran = Relay(judge, runner, restart, _case_limits(problem), progress).run()
    phases = {"start": begun - started, "tests": time.monotonic() - begun}
    fault = _fault(problem, submission, ran)
    return Grading(
        evidence=() if fault else _evidence(submission, ran),
        fault=fault,
        environment=_environment(engine, runner, problem, options),
        phases=phases,
    )


# -- the plan


def _suite(problem: Problem, submission: Submission, options: Options) -> Suite:
    files = {
        f"{visibility}/{name}": content
        for visibility in options.suites
        for name, content in problem.tests(visibility).items()
    }
    sources = [
        content.decode(errors="replace") for name, content in files.items() if name.endswith(".py")
    ]
    return Suite(
        files=files,
        names=(problem.module, "solution"),
        entry=tuple(problem.entry),
        classes=_classes(problem.starter),
        seed=options.seed,
        preload=_libraries([submission.source, *sources]),
    )


def _classes(starter: str) -> tuple[str, ...]:
    """The classes that the starter file defines. A submission cannot make a class of what is meant to be a function."""
    try:
        nodes = ast.parse(starter).body
    except SyntaxError as error:
        raise ProblemError(f"starter.py, line {error.lineno}: {error.msg}") from error
    return tuple(node.name for node in nodes if isinstance(node, ast.ClassDef))


def _libraries(sources: list[str]) -> tuple[str, ...]:
    """The libraries that any of the sources imports at its top level, in the order of LIBRARIES."""
    found: set[str] = set()
    for source in sources:
        try:
            nodes = ast.parse(source).body
        except (SyntaxError, ValueError, RecursionError, MemoryError):
            continue
        for node in nodes:
            if isinstance(node, ast.Import):
                found.update(alias.name.partition(".")[0] for alias in node.names)
            elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
                found.add(node.module.partition(".")[0])
    return tuple(name for name in LIBRARIES if name in found)


def _runner_program(problem: Problem) -> Program:
    scratch = "sklearn" in problem.forbidden or "scipy" in problem.forbidden
    memory = _TEMPLATE_BYTES + (problem.limits.memory_mib << 20)
    return Program(
        "runner-scratch" if scratch else "runner", "sandbox.runner", Limits(memory_bytes=memory)
    )


def _case_limits(problem: Problem) -> CaseLimits:
    limits = problem.limits
    return CaseLimits(
        wall_seconds=limits.wall_seconds,
        cpu_seconds=limits.cpu_seconds,
        memory_bytes=limits.memory_mib << 20,
        output_bytes=limits.output_kib << 10,
        submission_seconds=limits.submission_seconds,
    )


# -- the sandboxes


def _start(
    engine: Engine,
    programs: tuple[Program, Program],
    submission: Submission,
    suite: Suite,
    stack: ExitStack,
) -> tuple[Sandbox, Runner]:
    """Judge and runner, started at the same time; closed with the stack."""
    load = Load(submission.source, f"{suite.names[0]}.py", suite.names, suite.preload)

    def start_judge() -> Sandbox:
        judge = engine.start(programs[0])
        give(judge, suite)
        return judge

    with ThreadPoolExecutor(max_workers=2, thread_name_prefix="start") as pool:
        started = (pool.submit(start_judge), pool.submit(engine.start, programs[1]))
    stack.callback(_close, [each.result() for each in started if each.exception() is None])
    judge, sandbox = (future.result() for future in started)
    return judge, _load(sandbox, load)


def _close(sandboxes: list[Sandbox]) -> None:
    """All at once: an engine takes its time over each."""
    with ThreadPoolExecutor(max_workers=len(sandboxes) or 1, thread_name_prefix="close") as pool:
        for closed in [pool.submit(sandbox.close) for sandbox in sandboxes]:
            with suppress(SandboxError):  # the engine has gone: what it is asked next says so
                closed.result()


def _load(sandbox: Sandbox, load: Load) -> Runner:
    try:
        return Runner(sandbox, load)
    except Unresponsive as fault:
        raise SandboxLost(f"the runner did not start: {fault}", sandbox.diagnosis()) from fault


def _restarter(
    engine: Engine, program: Program, load: Load, stack: ExitStack
) -> Callable[[], Runner]:
    def restart() -> Runner:
        sandbox = engine.start(program)
        stack.callback(sandbox.close)
        return _load(sandbox, load)

    return restart


def _environment(engine: Engine, runner: Runner, problem: Problem, options: Options) -> Environment:
    facts = runner.facts
    limits = problem.limits
    return Environment(
        engine=engine.name,
        official=engine.official,
        image=engine.facts().get(f"image.{_runner_program(problem).image}"),
        python=str(facts["python"]),
        packages=dict(facts["packages"]),
        limits={
            "wall_seconds": limits.wall_seconds,
            "cpu_seconds": limits.cpu_seconds,
            "memory_mib": limits.memory_mib,
            "output_kib": limits.output_kib,
            "submission_seconds": limits.submission_seconds,
        },
        seed=options.seed,
        controls=tuple((str(name), str(seen)) for name, seen in facts["controls"].items()),
    )


# -- what came of it


def _fault(problem: Problem, submission: Submission, ran: Ran) -> Fault | None:
    """Why the submission cannot be graded, if it cannot: its own doing, or the suite's."""
    fault = _import_fault(problem, submission, ran.imported) if ran.imported else None
    if fault is not None:
        return fault
    if ran.cases is None and _is_import_failure(ran):
        return Fault(
            Verdict.INVALID_SUBMISSION,
            "import_failed",
            f"the submission could not be imported: {_import_text(ran.imported['error'], ran.import_detail)}",
            "Run it on its own first: the tests import it, then call its functions.",
        )
    if ran.error is not None:
        message = f"the tests of {problem.slug} are broken: {ran.error}"
        return Fault(Verdict.GRADER_ERROR, "problem", message, _NOT_BROKEN_HINT)
    if ran.cases is None:
        return Fault(
            Verdict.GRADER_ERROR, "judge", "the judge ended without a plan", _NOT_BROKEN_HINT
        )
    empty = _files_without_cases(problem, ran.cases)
    if empty:
        message = f"no test was found in {', '.join(empty)} of {problem.slug}"
        return Fault(Verdict.GRADER_ERROR, "problem", message, _NOT_BROKEN_HINT)
    if not _is_import_failure(ran) and [item.case for item in ran.evidence] != list(ran.cases):
        message = f"{len(ran.evidence)} cases ran, {len(ran.cases)} were planned"
        return Fault(Verdict.GRADER_ERROR, "judge", message, _NOT_BROKEN_HINT)
    return None


def _files_without_cases(problem: Problem, cases: tuple[Case, ...]) -> list[str]:
    """Test files of the suites that ran, from which no case came: a typing error there would go unnoticed."""
    seen = {(case.visibility, case.id.partition("::")[0]) for case in cases}
    return [
        f"tests/{visibility}/{name}"
        for visibility in sorted({visibility for visibility, _ in seen})
        for name in problem.tests(visibility)
        if name.rpartition("/")[2].startswith("test_") and (visibility, name) not in seen
    ]


def _import_fault(
    problem: Problem, submission: Submission, found: Mapping[str, Any]
) -> Fault | None:
    error = found.get("error")
    if error is None:
        return _entry_fault(problem, found)
    if "syntax" in error:
        rejected = _syntax_fault(submission, error["syntax"]).rejection()
        return Fault(Verdict.INVALID_SUBMISSION, rejected.kind, rejected.message, rejected.hint)
    if "module" in error:
        where = (
            f"{submission.place(error['frames'][-1][0])} imports"
            if error["frames"]
            else "it imports"
        )
        name = error["module"].partition(".")[0]
        return Fault(
            Verdict.INVALID_SUBMISSION,
            "missing_module",
            f"{where} {name!r}, which is not installed where submissions run",
            "The standard library, NumPy and pandas are there; more only where the statement says so.",
        )
    return None


def _syntax_fault(submission: Submission, found: list[Any]) -> SyntaxFault:
    message, line, offset, text = found
    return SyntaxFault(
        str(message),
        submission.place(int(line or 1)),
        str(text or ""),
        max(0, int(offset or 1) - 1),
    )


def _entry_fault(problem: Problem, found: Mapping[str, Any]) -> Fault | None:
    names, callables = found.get("names", []), found.get("callable", [])
    for wanted in problem.entry:
        if wanted in callables:
            continue
        if wanted in names:
            return Fault(
                Verdict.INVALID_SUBMISSION,
                "entry_point_not_callable",
                f"{wanted} is defined, but it cannot be called",
                f"Define it by `def {wanted}(...)`, as the starter file does.",
            )
        close = difflib.get_close_matches(wanted, callables, n=3, cutoff=0.5)
        seen = ", ".join(callables[:8]) or "nothing that can be called"
        hint = f"Did you mean {' or '.join(close)}? " if close else ""
        return Fault(
            Verdict.INVALID_SUBMISSION,
            "entry_point_missing",
            f"no {wanted} is defined; found {seen}",
            f"{hint}The tests call {wanted}: define it under this very name.",
        )
    return None


def _is_import_failure(ran: Ran) -> bool:
    return "error" in ran.imported


def _evidence(submission: Submission, ran: Ran) -> tuple[Evidence, ...]:
    if not _is_import_failure(ran):
        return tuple(_with_places(item, submission) for item in ran.evidence)
    error = ran.imported["error"]
    text = _import_text(error, ran.import_detail)
    detail = f"importing the submission: {text}"
    crash = _traceback(submission, error["frames"], text) if error["frames"] else detail
    return tuple(_failed_import(case, ran, detail, crash) for case in ran.cases or ())


def _failed_import(case: Case, ran: Ran, detail: str, crash: str) -> Evidence:
    """Every case starts by importing the submission, so what became of the import became of the case."""
    return Evidence(
        case=replace(case, hint=None),  # about what was never tried
        finding=Finding.RAISED,
        stop=ran.import_stop,
        detail=detail,
        measure=ran.import_measure,
        crash=crash,
    )


def _import_text(error: Mapping[str, Any], detail: str) -> str:
    if detail:
        return detail
    return _explained(f"{error.get('type', 'an exception')}: {error.get('text', '')}".rstrip(": "))


def _explained(text: str) -> str:
    """An exception's text, with what most likely led to it."""
    if text.startswith("EOFError"):
        return f"{text} (input() has nothing to read: the tests call your functions with arguments)"
    return text


def _with_places(item: Evidence, submission: Submission) -> Evidence:
    if item.crash is None:
        return item
    *marked, text = item.crash.split("\n\x01", 1)
    frames = [
        line.split("\0")[1:] for line in "".join(marked).splitlines() if line.startswith("\0")
    ]
    crash = _traceback(submission, [[int(line), name] for line, name in frames], _explained(text))
    return replace(item, crash=crash, detail=_explained(item.detail))


def _traceback(submission: Submission, frames: list[list[Any]], text: str) -> str:
    """The candidate's own frames, in the form that Python prints; a repeated one once."""
    source = submission.source.splitlines()
    lines = []
    for (line, name), repeated in itertools.groupby(frames):
        lines.append(f'  File "{submission.path}", line {line}, in {name}')
        if 0 < line <= len(source):
            lines.append(f"    {source[line - 1].strip()}")
        if (more := sum(1 for _ in repeated) - 1) > 0:
            lines.append(f"  [the line above repeated {more} more times]")
    return "\n".join([*lines, text])
