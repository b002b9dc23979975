"""What becomes of submissions, as data: cases/<name>/ holds a submission and what is expected of it.

The parts of the problem that a case does not bring along are those of base/. In expected.toml are `verdict`, that of
the whole; `error`, the kind of fault, if any; [cases], by test id a verdict or a list of those that will do; `others`,
the verdict of the tests that are not listed; [messages], a regular expression for the message of a test or, by
"error", of the fault.
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
from grader.errors import ProblemError
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
    (root / "submission.py").unlink()
    (root / "expected.toml").unlink(missing_ok=True)
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
    texts = {item.id: item.message or "" for item in report.cases}
    found = {item.id: str(item.verdict) for item in report.cases}
    assert expected.get("cases", {}).keys() <= found.keys()
    for test, verdict in found.items():
        wanted = expected.get("cases", {}).get(test, expected.get("others"))
        assert verdict in _listed(wanted), (test, texts[test])
    assert str(report.verdict) in _listed(expected["verdict"])
    texts["error"] = error.message if error else ""
    for key, pattern in expected.get("messages", {}).items():
        assert re.search(pattern, texts[key]), texts[key]


def _listed(wanted: Any) -> list[Any]:
    return wanted if type(wanted) is list else [wanted]


def test_a_group_that_the_problem_does_not_have(every_engine: Engine, tmp_path: Path) -> None:
    """A fault of the problem, raised before anything is reported: exit status 3, no score."""
    with pytest.raises(ProblemError, match="nowhere"):
        report_of(CASES / "unknown-group", tmp_path, every_engine)
