from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from types import ModuleType, SimpleNamespace
from typing import Any

import jsonschema
import pytest

import cli
import grader
from grader.outcome import Case, Environment, Evidence, Finding, Grading, Measure
from grader.problem import Problem
from grader.submission import Submission
from sandbox.engine import EngineUnavailable

ROOT = Path(cli.__file__).resolve().parent
SCHEMA = json.loads((Path(grader.__file__).parent / "schema" / "report-1.json").read_text())
GOOD = "def fill_none(values):\n    return values\n"
TOML = """\
format = 1
title = "Fill"
entry = ["fill_none"]
difficulty = "easy"
topics = ["lists"]
time_box_minutes = 5
[[group]]
name = "all"
points = 100
"""


@dataclass(frozen=True)
class Options:
    """As grader.grading has them."""

    seed: int
    suites: tuple[str, ...]


class Engine:
    def prepare(self, images: tuple[str, ...]) -> None:
        assert images == ()

    def __init__(self) -> None:
        self.closed = 0

    def close(self) -> None:
        self.closed += 1


@dataclass
class World:
    """The fakes behind the command line, and what they were asked."""

    engine: Engine
    asked: list[Options]
    grade: Callable[[Submission], Finding]
    choose: Callable[[str], Any]


@pytest.fixture
def world(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> World:
    """grader.grading and grader.engines replaced: an answer with "wrong" in it is wrong."""
    engine = Engine()
    made = World(
        engine,
        [],
        lambda found: Finding.ASSERTION if "wrong" in found.source else Finding.PASSED,
        lambda name: engine,
    )

    def grade(
        problem: Problem, found: Submission, used: Any, options: Options, told: Any
    ) -> Grading:
        made.asked.append(options)
        told("running tests", 0, 1)
        case = Case("test_a.py::test_a", "fills", None, 1, "Look back.", "hidden")
        item = Evidence(case, made.grade(found), None, "assert 31337", Measure(0.01, 0.01, 1024, 1))
        where = Environment("fake", True, None, "3.13.5", seed=options.seed)
        return Grading((item,), None, where, {"tests": 0.01})

    def choose(name: str, notify: Callable[[str], None]) -> Any:
        notify(f"choosing {name}")
        return made.choose(name)

    row = SimpleNamespace(name="engine", value="none answers", ok=False)
    engines = SimpleNamespace(
        choose=choose,
        build=lambda progress: ["judge: built"],
        status=lambda: [row],
        clean=lambda everything: ["container x"] if everything else [],
    )
    grading = SimpleNamespace(grade=grade, Options=Options)
    for name, fake in (("engines", engines), ("grading", grading)):
        monkeypatch.setitem(sys.modules, f"grader.{name}", fake)
        monkeypatch.setattr(grader, name, fake, raising=False)
    bank = tmp_path / "bank" / "fill-none"
    for path, text in {
        "problem.toml": TOML,
        "statement.md": "# Fill\n\nWrite it.\n",
        "starter.py": GOOD,
        "tests/public/test_p.py": "def test_p(): ...\n",
        "tests/hidden/test_a.py": "def test_a(): ...\n",
    }.items():
        (bank / path).parent.mkdir(parents=True, exist_ok=True)
        (bank / path).write_text(text)
    monkeypatch.setenv("GRADER_BANK", str(tmp_path / "bank"))
    monkeypatch.chdir(tmp_path)
    (tmp_path / "fill_none.py").write_text(GOOD)
    (tmp_path / "wrong.py").write_text("# problem: fill-none\n# wrong\n" + GOOD)
    return made


@pytest.fixture
def out(capfd: pytest.CaptureFixture[str]) -> Callable[[], tuple[str, str]]:
    def read() -> tuple[str, str]:
        captured = capfd.readouterr()
        assert "Traceback" not in captured.err
        return captured.out, captured.err

    return read


Out = Callable[[], tuple[str, str]]


def test_grade_says_the_score_and_leaves_nothing_open(world: World, out: Out) -> None:
    assert cli.run(["grade", "fill_none.py"]) == 0
    text, notices = out()
    assert "100 of 100 points, passed" in text
    assert notices == "choosing auto\nrunning tests\n"
    assert world.engine.closed >= 1
    assert world.asked[0].suites == ("public", "hidden")


def test_below_the_pass_mark(world: World, out: Out) -> None:
    assert cli.run(["grade", "wrong.py"]) == 1
    assert "Look back." in out()[0]
    assert cli.run(["grade", "wrong.py", "--exit-zero"]) == 0
    assert cli.run(["grade", "wrong.py", "--pass-mark", "0"]) == 0
    assert "31337" not in out()[0]
    assert cli.run(["grade", "wrong.py", "--audience", "instructor"]) == 1
    assert "31337" in out()[0]


def test_test_runs_the_public_tests_only(world: World, out: Out) -> None:
    assert cli.run(["test", "fill_none.py", "--seed", "7", "--engine", "local"]) == 0
    assert world.asked == [Options(7, ("public",))]
    assert "choosing local" in out()[1]


def test_every_run_has_another_seed_unless_told(world: World) -> None:
    for _ in range(3):
        cli.run(["grade", "fill_none.py"])
    assert len({options.seed for options in world.asked}) > 1


def test_json_is_the_contracts_report(world: World, out: Out) -> None:
    cli.run(["grade", "wrong.py", "--format", "json", "--seed", "5"])
    found = json.loads(out()[0])
    jsonschema.validate(found, SCHEMA)
    assert (found["verdict"], found["environment"]["seed"], found["audience"]) == (
        "wrong_answer",
        5,
        "candidate",
    )


def test_several_files_one_line_each_and_the_worst_exit_code(world: World, out: Out) -> None:
    args = ["grade", "fill_none.py", "no.py", "wrong.py", "--format", "json", "--jobs", "2"]
    assert cli.run(args) == 4
    found = [json.loads(line) for line in out()[0].splitlines()]
    for item in found:
        jsonschema.validate(item, SCHEMA)
    assert [item["verdict"] for item in found] == ["accepted", "invalid_submission", "wrong_answer"]


def test_a_folder_is_graded_file_by_file(world: World, out: Out, tmp_path: Path) -> None:
    (tmp_path / "class").mkdir()
    (tmp_path / "class" / "fill_none.py").write_text(GOOD)
    assert cli.run(["grade", "class"]) == 0
    assert "1 submissions: 1 passed" in out()[0]
    (tmp_path / "empty").mkdir()
    assert cli.run(["grade", "empty"]) == 4
    assert out()[1].startswith("error: there is no .py or .ipynb file in empty\n  Name")
    assert cli.run(["test", "class"]) == 4
    assert "class is a folder" in out()[0]


@pytest.mark.parametrize(
    ("args", "code", "words"),
    [
        (["grade", "fil_none.py"], 4, "Did you mean fill_none.py?"),
        (["grade", "fill_none.py", "--problem", "fil-none"], 3, "Did you mean fill-none?"),
        (["show", "fil-none"], 3, "Did you mean fill-none?"),
        (["start", "nothing-like-it"], 3, "`grader list` shows"),
        (["list", "--bank", "no/bank"], 3, "the problem bank no/bank is not a folder"),
        (["grade"], 2, "Missing argument"),
        (["grade", "fill_none.py", "--engine", "magic"], 2, "Invalid value for '--engine'"),
        (["grade", "fill_none.py", "--pass-mark", "101"], 2, "Invalid value for '--pass-mark'"),
        (
            ["grade", "fill_none.py", "--output", "no/folder/x"],
            3,
            "the output cannot be written to no/folder/x",
        ),
        (["grade", "fill_none.py", "--output", "/dev/full"], 3, "No space left on device"),
        (["gradee"], 2, "No such command"),
    ],
)
def test_every_error_is_one_clear_message(
    world: World, out: Out, args: list[str], code: int, words: str
) -> None:
    assert cli.run(args) == code
    text, errors = out()
    assert words in text + errors


def test_no_engine_is_not_the_candidates_fault(world: World, out: Out) -> None:
    def choose(name: str) -> Any:
        raise EngineUnavailable("no engine answers", "Start Docker, or use --engine local.")

    world.choose = choose
    assert cli.run(["grade", "fill_none.py"]) == 3
    assert "Start Docker, or use --engine local." in out()[0]


def test_a_bug_is_said_to_be_one(world: World, out: Out) -> None:
    def bug(found: Submission) -> Finding:
        raise ZeroDivisionError("oops")

    world.grade = bug
    assert cli.run(["grade", "fill_none.py"]) == 3
    assert "internal error: ZeroDivisionError: oops" in out()[0]
    with pytest.raises(ZeroDivisionError):
        cli.run(["--debug", "grade", "fill_none.py"])


def test_an_interrupt_ends_with_130_and_everything_closed(world: World, out: Out) -> None:
    def interrupt(found: Submission) -> Finding:
        raise KeyboardInterrupt

    world.grade = interrupt
    assert cli.run(["grade", "fill_none.py"]) == 130
    assert world.engine.closed >= 1
    assert out()[1].strip().splitlines()[-1] == "interrupted: nothing is left running"


def test_output_goes_to_the_file_alone(world: World, out: Out, tmp_path: Path) -> None:
    assert cli.run(["grade", "fill_none.py", "--format", "json", "--output", "r.json"]) == 0
    assert out()[0] == ""
    jsonschema.validate(json.loads((tmp_path / "r.json").read_text()), SCHEMA)


def test_list_show_and_start(world: World, out: Out, tmp_path: Path) -> None:
    (tmp_path / "bank" / "bad").mkdir()
    (tmp_path / "bank" / "bad" / "problem.toml").write_text("x")
    assert cli.run(["list", "--topic", "Lists"]) == 0
    text, errors = out()
    assert "fill-none" in text
    assert errors.startswith("warning: bank/bad/")
    assert cli.run(["show", "fill-none"]) == 0
    assert "Define: fill_none" in out()[0]
    assert cli.run(["start", "fill-none"]) == 0
    assert out()[0].endswith("next: grader test fill-none/fill_none.py\n")
    assert cli.run(["start", "fill-none"]) == 3
    assert cli.run(["start", "fill-none", "--force", "--notebook"]) == 0


@pytest.mark.parametrize(
    ("args", "kind"),
    [
        (["list"], list),
        (["show", "fill-none"], dict),
        (["start", "fill-none", "--to", "x"], list),
        (["sandbox", "build"], list),
        (["sandbox", "status"], list),
        (["sandbox", "clean", "--all"], list),
    ],
)
def test_every_command_speaks_json(world: World, out: Out, args: list[str], kind: type) -> None:
    assert cli.run([*args, "--format", "json"]) == 0
    assert type(json.loads(out()[0])) is kind


def test_sandbox_commands_in_words(world: World, out: Out) -> None:
    assert cli.run(["sandbox", "build"]) == 0
    assert cli.run(["sandbox", "clean"]) == 0
    assert cli.run(["sandbox", "status"]) == 0
    said = "judge: built nothing to remove what observed state engine none answers missing"
    assert " ".join(out()[0].split()) == said


def commands(name: str, command: Any) -> Iterator[list[str]]:
    yield name.split()[1:]
    for part, inner in getattr(command, "commands", {}).items():
        yield from commands(f"{name} {part}", inner)


@pytest.mark.parametrize("args", list(commands("grader", cli.cli)), ids=" ".join)
def test_every_command_has_help_with_an_example(out: Out, args: list[str]) -> None:
    assert cli.run([*args, "-h"]) == 0
    text = out()[0]
    assert " ".join(["Usage: grader", *args]) in text
    assert "grader " in text.split("Options:")[0].split("\n", 1)[1]


def test_the_version(out: Out) -> None:
    assert cli.run(["--version"]) == 0
    assert out()[0] == f"grader, version {grader.__version__}\n"


def process(*args: str, **environ: str) -> subprocess.CompletedProcess[bytes]:
    environment = {"PATH": os.environ["PATH"], "PYTHONPATH": str(ROOT), **environ}
    command = [sys.executable, *args]
    return subprocess.run(command, env=environment, capture_output=True, cwd=ROOT, check=False)


def test_help_loads_nothing_heavy() -> None:
    code = (
        "import sys, cli; cli.run(['--help']); heavy = {'docker', 'pandas', 'numpy', 'nbformat',"
        "'rich', 'msgspec', 'pytest'}; print(sorted(heavy & set(sys.modules)))"
    )
    assert process("-c", code).stdout.decode().splitlines()[-1] == "[]"


@pytest.mark.parametrize("args", [["cli.py"], ["-m", "grader"]])
def test_both_ways_to_start_it(args: list[str]) -> None:
    assert process(*args, "--version").stdout.startswith(b"grader, version")


def test_a_stream_that_is_not_utf8(world: World, tmp_path: Path) -> None:
    (tmp_path / "bank" / "fill-none" / "statement.md").write_text("# Füll ✓\n")
    result = process(
        "cli.py", "show", "fill-none", "--bank", str(tmp_path / "bank"), PYTHONIOENCODING="ascii"
    )
    assert result.returncode == 0
    assert b"F\\xfcll +" in result.stdout


@pytest.mark.parametrize("args", [["list"], ["--help"]])
def test_a_full_disk_is_one_message(args: list[str]) -> None:
    with Path("/dev/full").open("wb") as full:
        result = subprocess.run(
            [sys.executable, "cli.py", *args],
            stdout=full,
            stderr=subprocess.PIPE,
            cwd=ROOT,
            check=False,
        )
    assert result.returncode == 3
    assert result.stderr == b"error: the output cannot be written: No space left on device\n"


def test_a_closed_pipe_is_quiet() -> None:
    reading, writing = os.pipe()
    os.close(reading)
    try:
        result = subprocess.run(
            [sys.executable, "cli.py", "list"],
            stdout=writing,
            stderr=subprocess.PIPE,
            cwd=ROOT,
            check=False,
        )
    finally:
        os.close(writing)
    assert (result.returncode, result.stderr) == (141, b"")


def generated() -> ModuleType:
    spec = spec_from_file_location("generate", ROOT / "docs" / "generate.py")
    assert spec is not None
    assert spec.loader is not None
    module = module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_generated_files_are_up_to_date() -> None:
    for path, text in generated().files().items():
        assert path.read_text(encoding="utf-8") == text, "run `python docs/generate.py`"
