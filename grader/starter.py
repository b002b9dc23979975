"""Writes what a candidate starts from: the starter, the statement, the public tests."""

from __future__ import annotations

import json
from importlib.resources import files
from pathlib import Path

from grader.errors import GraderError, ProblemError
from grader.problem import Problem
from grader.text import listed

CONFTEST = "conftest.py"


def write(problem: Problem, to: Path, *, notebook: bool = False, force: bool = False) -> list[Path]:
    """Write the starter files into the folder `to`; the paths, starter first.

    Raises GraderError, with nothing written, when a file is there already and `force` is not given.
    """
    contents = {to / name: data for name, data in _contents(problem, notebook).items()}
    there = [path for path in contents if path.exists() or path.is_symlink()]
    if there and not force:
        named = listed([str(path) for path in there[:3]], "and")
        raise GraderError(
            f"nothing was written: {named} {'is' if len(there) == 1 else 'are'} there already",
            "Choose another folder by --to DIR, or overwrite your work by --force.",
        )
    try:
        for path, data in contents.items():
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(data)
    except OSError as error:
        raise GraderError(
            f"{error.filename or to} cannot be written: {error.strerror}",
            "Choose another folder by --to DIR.",
        ) from None
    return list(contents)


def _contents(problem: Problem, notebook: bool) -> dict[str, bytes]:
    name = f"{problem.module}{'.ipynb' if notebook else '.py'}"
    code = f"# problem: {problem.slug}\n{problem.starter}"
    contents = {
        name: _notebook(problem, code) if notebook else code.encode(),
        "statement.md": problem.statement.encode(),
        CONFTEST: _conftest(name).encode(),
    }
    for path, data in problem.tests("public").items():
        contents[f"tests/{path}"] = data
    if len(contents) == 3:
        raise ProblemError(f"{problem.slug} has no public tests to start from")
    return contents


def _conftest(name: str) -> str:
    """A conftest.py by which plain `pytest` runs the public tests against the candidate's file."""
    template = files("grader").joinpath("starter_conftest.txt").read_text(encoding="utf-8")
    return template.replace("@FILE@", name).replace("@MODULE@", Path(name).stem)


def _notebook(problem: Problem, code: str) -> bytes:
    """A version 4.5 notebook: the statement, then the starter."""
    book = {
        "cells": [
            {
                "cell_type": "markdown",
                "id": "statement",
                "metadata": {},
                "source": problem.statement,
            },
            {
                "cell_type": "code",
                "execution_count": None,
                "id": "starter",
                "metadata": {},
                "outputs": [],
                "source": code.rstrip("\n"),
            },
        ],
        "metadata": {
            "grader": {"problem": problem.slug},
            "kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"},
            "language_info": {"name": "python"},
        },
        "nbformat": 4,
        "nbformat_minor": 5,
    }
    return (json.dumps(book, indent=1, ensure_ascii=False) + "\n").encode()
