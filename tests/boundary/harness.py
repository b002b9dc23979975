"""Runs the suites of the corpus both ways: in one ordinary process, and through the trust boundary."""

from __future__ import annotations

import ast
import json
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from grader.outcome import Evidence
from grader.relay import Relay
from grader.suite import CaseLimits, Ran, Suite, give
from sandbox.drive import Load, Runner
from sandbox.engine import Engine, Limits, Program, Sandbox

CORPUS = Path(__file__).with_name("corpus")
LIMITS = CaseLimits(
    wall_seconds=10,
    cpu_seconds=10,
    memory_bytes=512 << 20,
    output_bytes=64 << 10,
    submission_seconds=120,
)
LIBRARIES = ("numpy", "pandas")

_PLUGIN = """
import json, sys
def pytest_runtest_logreport(report):
    seen = OUTCOMES.setdefault(report.nodeid, "passed")
    if report.failed:
        OUTCOMES[report.nodeid] = "failed"
    elif report.skipped and seen == "passed":
        OUTCOMES[report.nodeid] = "skipped"
OUTCOMES = {}
import pytest
status = pytest.main(sys.argv[2:], plugins=[sys.modules[__name__]])
json.dump({"status": int(status), "outcomes": OUTCOMES}, open(sys.argv[1], "w"))
"""


def suites() -> list[str]:
    """The names of the corpus's folders."""
    return sorted(
        path.name for path in CORPUS.iterdir() if path.is_dir() and path.name != "__pycache__"
    )


def module_of(name: str) -> Path:
    """The module under test of a suite: the file that its test file is named after."""
    (test,) = (CORPUS / name).glob("test_*.py")
    return CORPUS / name / test.name.removeprefix("test_")


def in_one_process(folder: Path) -> dict[str, dict[str, str]]:
    """{suite: {case id: "passed" | "failed" | "skipped"}} of the whole corpus, run by an ordinary pytest."""
    report = folder / "outcomes.json"
    options = ["-q", "--no-header", "--tb=no", "-p", "no:cacheprovider", "--import-mode=prepend"]
    command = [
        sys.executable,
        "-c",
        _PLUGIN,
        str(report),
        *options,
        f"--rootdir={CORPUS}",
        "-c",
        "/dev/null",
    ]
    subprocess.run(
        [*command, str(CORPUS)], check=True, capture_output=True, cwd=CORPUS, timeout=300
    )
    found: dict[str, dict[str, str]] = {name: {} for name in suites()}
    for nodeid, outcome in json.loads(report.read_text())["outcomes"].items():
        path, _, case = nodeid.partition("::")
        found[Path(path).parent.name][f"{Path(path).name}::{case}"] = outcome
    return found


def outcome(evidence: Evidence) -> str:
    """The judge's finding in pytest's words."""
    if evidence.stop is None and evidence.finding in ("passed", "skipped"):
        return str(evidence.finding)
    return "failed"


@contextmanager
def judge(engine: Engine) -> Iterator[Sandbox]:
    """A judge for any number of suites."""
    engine.prepare(("judge", "runner-scratch"))
    sandbox = engine.start(
        Program("judge", "grader.judge", Limits(memory_bytes=2 << 30, processes=256))
    )
    try:
        yield sandbox
    finally:
        sandbox.close()


def through_the_boundary(name: str, engine: Engine, judge: Sandbox) -> Ran:
    """Run one suite with its module in a runner of its own."""
    module = module_of(name)
    source = module.read_text(encoding="utf-8")
    used = tuple(library for library in LIBRARIES if f"import {library}" in source + _tests(name))
    load = Load(source, module.name, (module.stem,), used)

    def start() -> Runner:
        return Runner(
            engine.start(
                Program("runner-scratch", "sandbox.runner", Limits(memory_bytes=768 << 20))
            ),
            load,
        )

    tree = ast.walk(ast.parse(source))
    classes = tuple(node.name for node in tree if isinstance(node, ast.ClassDef))
    runner = start()
    started = [runner]

    def restart() -> Runner:
        started.append(start())
        return started[-1]

    files = {f"hidden/test_{module.stem}.py": _tests(name).encode()}
    try:
        give(judge, Suite(files, (module.stem,), (), classes, 1, used))
        return Relay(judge, runner, restart, LIMITS, lambda *_: None).run()
    finally:
        for each in started:
            each.sandbox.close()


def _tests(name: str) -> str:
    (test,) = (CORPUS / name).glob("test_*.py")
    return test.read_text(encoding="utf-8")
