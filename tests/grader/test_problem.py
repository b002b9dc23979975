from __future__ import annotations

from pathlib import Path

import pytest

from grader import problem
from grader.errors import ProblemError
from tests.grader.conftest import FILES, TOML, MakePackage

COMPLEXITY = """
[[complexity]]
function = "double"
measure = "time"
allowed = "n log n"
input = "big"
points = 20
"""


def test_a_package_is_read_whole(package: MakePackage) -> None:
    found = problem.load(package())
    assert (found.slug, found.module, found.entry) == ("double-it", "double_it", ("double",))
    assert found.limits.wall_seconds == 2.0
    assert (found.limits.memory_mib, found.limits.output_kib) == (256, 64)
    assert found.limits.submission_seconds == 60
    assert found.forbidden == ("sklearn",)
    assert [(group.name, group.points) for group in found.groups] == [
        ("examples", 30),
        ("edge cases", 70),
    ]
    assert found.statement.startswith("# Double")
    assert list(found.tests("hidden")) == ["test_edges.py"]
    assert found.gradable() is found


def test_the_digest_follows_names_and_bytes_and_ignores_caches(package: MakePackage) -> None:
    root = package()
    first = problem.load(root).digest
    (root / "tests" / "hidden" / "__pycache__").mkdir()
    (root / "tests" / "hidden" / "__pycache__" / "x.pyc").write_bytes(b"1")
    assert problem.load(root).digest == first
    (root / "starter.py").write_text("x = 1\n")
    assert problem.load(root).digest != first


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        (
            "wall_seconds = 2.0",
            "wall_secs = 2.0",
            ":10: [limits] wall_secs: unknown key (did you mean wall_seconds?)",
        ),
        (
            "wall_seconds = 2.0",
            'wall_seconds = "2"',
            ":10: [limits] wall_seconds: expected a number, got a string ('2')",
        ),
        (
            "wall_seconds = 2.0",
            "wall_seconds = 0",
            ":10: [limits] wall_seconds: expected a number > 0.0 (0)",
        ),
        (
            "wall_seconds = 2.0",
            "cpu_seconds = true",
            ":10: [limits] cpu_seconds: expected a number, got true or false (True)",
        ),
        (
            "format = 1",
            "format = 2",
            ":1: format: format 2 is not known to this version, which reads format 1",
        ),
        ("format = 1\n", "", ":1: format: this key is missing"),
        ('title = "Double a number"', "", ":1: title: this key is missing"),
        ('title = "Double a number"', "titel = 1", ":2: titel: unknown key (did you mean title?)"),
        ('difficulty = "easy"', 'difficulty = "eazy"', ":4: difficulty: invalid enum value 'eazy'"),
        (
            'topics = ["numbers"]',
            'topics = ["a", 3]',
            ":5: topics[2]: expected a string, got an integer (3)",
        ),
        ('topics = ["numbers"]', "topics = 3", ":5: topics: expected a list, got an integer (3)"),
        (
            "points = 70",
            "points = 60",
            ":15: group: the points of groups and complexity checks sum to 90, not to 100",
        ),
        ("points = 70", "pionts = 70", ":21: [group] pionts: unknown key (did you mean points?)"),
        ('name = "edge cases"\n', "", ":19: [group] name: this key is missing"),
        (
            'name = "edge cases"',
            'name = "examples"',
            ":20: [group] name: a group called 'examples' exists already",
        ),
        (
            'entry = ["double"]',
            'entry = ["2x"]',
            ":3: entry[1]: '2x' is not a name that Python code can define",
        ),
        ('entry = ["double"]', 'entry = ["a", "a"]', ":3: entry: 'a' is named twice"),
        ('entry = ["double"]', "entry = []", ":3: entry: expected a list of length >= 1"),
        (
            '["sklearn"]',
            '["scikit-learn"]',
            ":13: [imports] forbidden[1]: 'scikit-learn' is not the name of a module",
        ),
        ('source = "made up"', "source = made up", ":7: not TOML: invalid value"),
    ],
)
def test_errors_name_file_line_and_key(
    package: MakePackage, old: str, new: str, message: str
) -> None:
    assert old in TOML
    root = package(**{"problem.toml": TOML.replace(old, new, 1)})
    with pytest.raises(ProblemError) as caught:
        problem.load(root)
    assert caught.value.message.lower() == f"problems/double-it/problem.toml{message}".lower()


@pytest.mark.parametrize("name", ["problem.toml", "statement.md", "starter.py"])
def test_a_missing_file_is_named(package: MakePackage, name: str) -> None:
    with pytest.raises(ProblemError, match=f"problems/double-it/{name}: this file is missing"):
        problem.load(package(**{name: None}))


@pytest.mark.parametrize("name", ["problem.toml", "statement.md", "starter.py"])
def test_a_file_in_another_encoding_is_named(package: MakePackage, name: str) -> None:
    root = package()
    (root / name).write_bytes(b"# \xe9\n")
    with pytest.raises(ProblemError, match=f"problems/double-it/{name}: not UTF-8 at byte 2"):
        problem.load(root)


def test_hidden_tests_must_be_there(package: MakePackage) -> None:
    with pytest.raises(ProblemError, match=r"tests/hidden: there is no test_\*\.py"):
        problem.load(package(**{"tests/hidden/test_edges.py": None}))


def test_names_of_test_files_are_unique(package: MakePackage) -> None:
    with pytest.raises(ProblemError, match=r"two test files are called test_edges\.py"):
        problem.load(package(**{"tests/public/test_edges.py": "x = 1\n"}))


def test_the_folder_must_have_the_name_of_a_slug(tmp_path: Path) -> None:
    with pytest.raises(ProblemError, match="lower-case words"):
        problem.load(tmp_path / "Double_It")


def test_complexity_checks_are_read_but_not_graded(package: MakePackage) -> None:
    toml = TOML.replace("points = 70", "points = 50") + COMPLEXITY
    with pytest.raises(ProblemError, match=r"inputs\.py: this file is missing"):
        problem.load(package(**{"problem.toml": toml}))
    found = problem.load(package(**{"problem.toml": toml, "inputs.py": "def big(n, rng): ...\n"}))
    assert found.complexity[0].allowed == "n log n"
    with pytest.raises(ProblemError, match="cannot measure complexity checks yet"):
        found.gradable()
    odd = toml.replace('"double"\nmeasure', '"dubble"\nmeasure')
    with pytest.raises(
        ProblemError, match=r":24: \[complexity\] function: 'dubble' is not an entry name"
    ):
        problem.load(package(**{"problem.toml": odd, "inputs.py": ""}))


def test_the_files_of_the_fixture_are_those_of_the_contract() -> None:
    assert {"problem.toml", "statement.md", "starter.py"} <= set(FILES)
