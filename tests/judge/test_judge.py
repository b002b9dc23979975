"""What becomes of submissions, as data: cases/<name>/ holds a submission and what is expected of it.

The parts of the problem that a case does not bring along are those of base/. expected.toml says:
`verdict` of the whole; `error`, the kind of fault, if any; [cases], verdict by test id, and
[messages], a regular expression for the message of a test or, by "error", of the fault.
"""

from __future__ import annotations

import hashlib
import re
import shutil
import tomllib
from pathlib import Path
from typing import Any

import pytest

from grader import compose, problem
from grader.grading import Options, grade
from grader.report import Report
from grader.submission import Submission
from sandbox.engine import Engine

BASE = Path(__file__).with_name("base")
CASES = Path(__file__).with_name("cases")
NAMES = sorted(path.parent.name for path in CASES.glob("*/expected.toml"))


def report_of(case: Path, folder: Path, engine: Engine) -> Report:
    """The report on a case's submission."""
    root = folder / "act"
    shutil.copytree(BASE, root)
    if (case / "tests").is_dir():
        shutil.rmtree(root / "tests")
    shutil.copytree(case, root, dirs_exist_ok=True)
    for name in ("submission.py", "expected.toml"):
        (root / name).unlink()
    source = (case / "submission.py").read_text(encoding="utf-8")
    digest = hashlib.sha256(source.encode()).hexdigest()
    submission = Submission("act.py", source, "python", digest)
    package = problem.load(root)
    options = Options(seed=1, suites=compose.FULL)
    return compose.build(
        package, submission, grade(package, submission, engine, options, lambda *_: None)
    )


@pytest.mark.parametrize("name", NAMES)
def test_a_submission_gets_what_it_deserves(
    name: str, every_engine: Engine, tmp_path: Path
) -> None:
    expected: dict[str, Any] = tomllib.loads((CASES / name / "expected.toml").read_text())
    report = report_of(CASES / name, tmp_path, every_engine)
    error = report.error
    assert (error.kind if error else None) == expected.get("error"), error
    found = {item.id: str(item.verdict) for item in report.cases}
    said = {item.id: f"{item.verdict}: {item.message or ''}" for item in report.cases}
    wrong = {key: (said.get(key), verdict) for key, verdict in expected.get("cases", {}).items()
             if found.get(key) not in (verdict if type(verdict) is list else [verdict])}  # fmt: skip
    assert not wrong
    assert found.keys() == expected.get("cases", {}).keys()
    assert str(report.verdict) == expected["verdict"]
    texts = {item.id: item.message or "" for item in report.cases}
    texts["error"] = error.message if error else ""
    for key, pattern in expected.get("messages", {}).items():
        assert re.search(pattern, texts[key]), texts[key]


def test_a_group_that_the_problem_does_not_have(every_engine: Engine, tmp_path: Path) -> None:
    """A fault of the problem, raised before anything is reported: exit status 3, no score."""
    with pytest.raises(Exception, match="nowhere"):
        report_of(CASES / "unknown-group", tmp_path, every_engine)
