"""Rules of a problem that can be checked without running anything: imports that it forbids."""

from __future__ import annotations

import ast
import warnings
from collections.abc import Iterator

from grader.errors import Refused
from grader.problem import Problem
from grader.submission import Submission
from grader.text import listed, safe

IMPORTERS = frozenset({"import_module", "__import__"})


def check(submission: Submission, problem: Problem) -> None:
    """Raise Refused for the first import that the problem forbids.

    This is for a clear message only: the runner does not have these packages, so that an import
    which hides from this check fails there.
    """
    if not problem.forbidden or submission.syntax_fault is not None:
        return
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        tree = ast.parse(submission.source)
    for line, module in sorted(_imports(tree)):
        if any(module == name or module.startswith(f"{name}.") for name in problem.forbidden):
            raise Refused(
                f"{submission.place(line)} imports {safe(module, 100)}, which is not allowed here",
                f"Solve it without {listed(problem.forbidden)}: from scratch means just that.",
            )


def _imports(tree: ast.AST) -> Iterator[tuple[int, str]]:
    """(line, dotted module) of every absolute import; an importer called with a literal too."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from ((node.lineno, alias.name) for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            yield node.lineno, node.module
            yield from ((node.lineno, f"{node.module}.{alias.name}") for alias in node.names)
        elif isinstance(node, ast.Call) and _called(node) in IMPORTERS and node.args:
            first = node.args[0]
            if isinstance(first, ast.Constant) and isinstance(first.value, str):
                yield node.lineno, first.value


def _called(node: ast.Call) -> str:
    if isinstance(node.func, ast.Attribute):
        return node.func.attr
    return node.func.id if isinstance(node.func, ast.Name) else ""
