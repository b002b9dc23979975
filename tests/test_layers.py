"""Arrows go one way: cli → grader → sandbox; Click in cli.py, rich in grader/render only."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
SOURCES = sorted(
    path.relative_to(ROOT) for part in ("grader", "sandbox") for path in (ROOT / part).rglob("*.py")
)


def imports(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse((ROOT / path).read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert not node.level, f"{path}:{node.lineno}: imports are absolute"
            yield node.module or ""


@pytest.mark.parametrize("path", SOURCES, ids=str)
def test_imports_go_one_way(path: Path) -> None:
    tops = {name.split(".")[0] for name in imports(path)}
    forbidden = (
        {"click", "cli"} if path.parts[0] == "grader" else {"click", "cli", "rich", "grader"}
    )
    if path.parts[:2] != ("grader", "render"):
        forbidden.add("rich")
    if path.parts[:2] == ("sandbox", "runner"):
        forbidden |= {"pytest", "docker"}
    assert not tops & forbidden


def test_the_runner_knows_only_itself_and_the_wire() -> None:
    inside = (
        path for path in SOURCES if path.parts[:2] in {("sandbox", "runner"), ("sandbox", "wire")}
    )
    for path in inside:
        ours = {name for name in imports(path) if name.split(".")[0] == "sandbox"}
        assert all(name.startswith(("sandbox.runner", "sandbox.wire")) for name in ours), path


def test_the_command_line_stays_thin() -> None:
    tree = ast.parse((ROOT / "cli.py").read_text(encoding="utf-8"))
    for node in tree.body:
        if isinstance(node, ast.FunctionDef) and node.decorator_list:
            body = node.body[1:]  # without the docstring, which is the help text
            lines = body[-1].end_lineno - body[0].lineno + 1 if body else 0  # type: ignore[operator] # parsed trees have line ends
            assert lines <= 15, node.name
