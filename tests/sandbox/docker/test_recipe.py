"""The tag of an image follows its inputs, and nothing else."""

from __future__ import annotations

import io
import re
import shutil
import tarfile
from collections.abc import Callable
from pathlib import Path

import pytest

from sandbox.docker import recipe
from sandbox.docker.recipe import TARGETS, ImageInputs, Target, code, digest, tag, write_context

CHECKOUT = Path(__file__).parents[3]
IMAGE = CHECKOUT / "sandbox" / "image"


@pytest.fixture
def tree(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of the sources that the images are made from; the recipe reads it."""
    ignore = shutil.ignore_patterns("__pycache__")
    for folder in ("sandbox", "grader"):
        shutil.copytree(CHECKOUT / folder, tmp_path / folder, ignore=ignore)
    monkeypatch.setattr(recipe, "_SANDBOX", tmp_path / "sandbox")
    monkeypatch.setattr(recipe, "_FOLDER", tmp_path / "sandbox" / "image")
    return tmp_path


def digests(tree: Path, base: str = "base:1") -> dict[str, str]:
    inputs = ImageInputs(base, tree / "grader" / "judge")
    return {target: digest(target, inputs) for target in TARGETS}


def append(name: str) -> Callable[[Path], object]:
    def edit(tree: Path) -> None:
        path = tree / name
        path.write_text((path.read_text() if path.exists() else "") + "\n# edited\n")

    return edit


def rename_module(tree: Path) -> None:
    module = tree / "sandbox" / "wire" / "__init__.py"
    module.rename(module.with_name("renamed.py"))


EVERY = set(TARGETS)
RUNNERS = {"runner", "runner-scratch"}


@pytest.mark.parametrize(
    ("edit", "changed"),
    [
        (append("sandbox/image/Dockerfile"), EVERY),
        (append("sandbox/image/assemble.py"), EVERY),
        (append("sandbox/__init__.py"), EVERY),
        (append("sandbox/wire/__init__.py"), EVERY),
        (rename_module, EVERY),
        (append("sandbox/wire/added.json"), EVERY),
        (append("sandbox/runner/__init__.py"), RUNNERS),
        (append("grader/judge/__init__.py"), {"judge"}),
        (append("grader/__init__.py"), {"judge"}),
        (append("sandbox/image/requirements-judge.txt"), {"judge"}),
        (append("sandbox/image/requirements-runner.txt"), {"runner"}),
        (append("sandbox/image/requirements-runner-scratch.txt"), {"runner-scratch"}),
        (append("sandbox/engine.py"), set()),
        (append("sandbox/docker/image.py"), set()),
        (append("grader/score.py"), set()),
        (append("sandbox/wire/left.pyc"), set()),
    ],
)
def test_an_edit_changes_the_tags_of_the_images_it_goes_into(
    tree: Path, edit: Callable[[Path], object], changed: set[str]
) -> None:
    before = digests(tree)
    edit(tree)
    after = digests(tree)
    assert {target for target in TARGETS if before[target] != after[target]} == changed


def test_another_base_changes_every_tag(tree: Path) -> None:
    before, after = digests(tree, "base:1"), digests(tree, "base:2")
    assert all(before[target] != after[target] for target in TARGETS)


def test_tags_are_named_after_their_target(tree: Path) -> None:
    inputs = ImageInputs("base:1", tree / "grader" / "judge")
    for target in TARGETS:
        assert re.fullmatch(rf"grader-{target}:[0-9a-f]{{12}}", tag(target, inputs))


def test_no_runner_holds_grader_code_and_the_judge_no_runner(tree: Path) -> None:
    inputs = ImageInputs("base:1", tree / "grader" / "judge")
    runners: tuple[Target, ...] = ("runner", "runner-scratch")
    for target in runners:
        assert {name.split("/")[0] for name in code(target, inputs)} == {"sandbox"}
    judge = set(code("judge", inputs))
    assert {"grader/__init__.py", "grader/judge/__init__.py", "sandbox/__init__.py"} <= judge
    allowed = ("grader/__init__.py", "grader/judge/", "sandbox/__init__.py", "sandbox/wire/")
    assert all(name.startswith(allowed) for name in judge)


def test_the_context_is_the_same_whatever_the_modes_of_the_checkout(tree: Path) -> None:
    inputs = ImageInputs("base:1", tree / "grader" / "judge")
    wheel = tree / "one.whl"
    wheel.write_bytes(b"wheel")
    first, second = io.BytesIO(), io.BytesIO()
    write_context(first, inputs, [wheel])
    (tree / "sandbox" / "__init__.py").chmod(0o700)
    write_context(second, inputs, [wheel])
    assert first.getvalue() == second.getvalue()
    first.seek(0)
    with tarfile.open(fileobj=first) as archive:
        members = archive.getmembers()
    assert {(member.mode, member.uid, member.mtime) for member in members} == {(0o644, 0, 0)}
    assert {"Dockerfile", "wheels/one.whl", "code/runner/sandbox/__init__.py"} <= {
        member.name for member in members
    }


def pins(target: str) -> set[str]:
    text = (IMAGE / f"requirements-{target}.txt").read_text()
    return set(re.findall(r"^[\w.-]+==\S+", text, re.MULTILINE))


def test_each_image_has_the_same_versions_as_the_smaller_one() -> None:
    assert pins("runner-scratch") < pins("runner") < pins("judge")


@pytest.mark.parametrize("target", TARGETS)
def test_every_requirement_is_pinned_with_hashes_and_names_no_host(target: str) -> None:
    text = (IMAGE / f"requirements-{target}.txt").read_text()
    blocks = re.split(r"^(?=\w)", text, flags=re.MULTILINE)
    assert all("--hash=sha256:" in block for block in blocks if block.strip())
    assert "://" not in text
