from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from grader import bank, starter
from grader.errors import GraderError, ProblemError
from grader.problem import Problem
from grader.problem import load as load_problem
from grader.submission import read
from tests.grader.conftest import MakePackage

ROOT = Path(bank.__file__).resolve().parent.parent
ANSWER = "def double(x):\n    return 2 * x\n"


def run_pytest(folder: Path) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", "--strict-markers"]
    return subprocess.run(
        command,
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(ROOT), "PYTHONDONTWRITEBYTECODE": "1"},
        capture_output=True,
        text=True,
        check=False,
    )


def test_the_starter_knows_its_problem_and_defines_the_entry(
    double_it: Problem, tmp_path: Path
) -> None:
    paths = starter.write(double_it, tmp_path / "answer")
    names = ["double_it.py", "statement.md", "conftest.py", "tests/test_examples.py"]
    assert [path.relative_to(tmp_path / "answer").as_posix() for path in paths] == names
    assert paths[0].read_text().startswith("# problem: double-it\n")
    assert read(paths[0]).problem_hint == "double-it"


def test_nothing_hidden_is_written(double_it: Problem, tmp_path: Path) -> None:
    written = starter.write(double_it, tmp_path / "answer")
    assert not [path for path in written if "test_zero" in path.read_text()]


def test_the_notebook_holds_the_same_starter(double_it: Problem, tmp_path: Path) -> None:
    path = starter.write(double_it, tmp_path, notebook=True)[0]
    found = read(path)
    assert (path.name, found.problem_hint, found.kind) == (
        "double_it.ipynb",
        "double-it",
        "notebook",
    )
    assert found.source == f"# problem: double-it\n{double_it.starter}"


def test_nothing_is_overwritten_and_nothing_half_written(
    double_it: Problem, tmp_path: Path
) -> None:
    (tmp_path / "statement.md").write_text("mine")
    with pytest.raises(GraderError, match=r"nothing was written: .*statement\.md is there already"):
        starter.write(double_it, tmp_path)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["problems", "statement.md"]
    starter.write(double_it, tmp_path, force=True)
    assert (tmp_path / "statement.md").read_text() != "mine"


def test_a_folder_that_cannot_be_made(double_it: Problem, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(GraderError, match="cannot be written"):
        starter.write(double_it, tmp_path / "file" / "answer")


def test_a_problem_without_public_tests(package: MakePackage, tmp_path: Path) -> None:
    problem = load_problem(package(**{"tests/public/test_examples.py": None}))
    with pytest.raises(ProblemError, match="no public tests"):
        starter.write(problem, tmp_path)


@pytest.mark.parametrize("name", ["double_it", "solution"])
def test_plain_pytest_runs_the_public_tests(
    package: MakePackage, tmp_path: Path, name: str
) -> None:
    text = f"from {name} import double\n\n\ndef test_two(rng, seed):\n    assert double(2) == 4\n"
    problem = load_problem(package(**{"tests/public/test_examples.py": text}))
    folder = tmp_path / "answer"
    paths = starter.write(problem, folder)
    assert "NotImplementedError" in run_pytest(folder).stdout
    paths[0].write_text(ANSWER)
    assert run_pytest(folder).stdout.startswith(".")


def test_plain_pytest_runs_against_the_notebook(double_it: Problem, tmp_path: Path) -> None:
    folder = tmp_path / "answer"
    path = starter.write(double_it, folder, notebook=True)[0]
    path.write_text(path.read_text().replace("raise NotImplementedError", "return 2 * x"))
    result = run_pytest(folder)
    assert result.returncode == 0, result.stdout
