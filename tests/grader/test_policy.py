from __future__ import annotations

import pytest

from grader.errors import Refused
from grader.policy import check
from grader.problem import Problem
from grader.submission import NO_LINES, Submission, SyntaxFault


@pytest.mark.parametrize(
    ("line", "module"),
    [
        ("import sklearn", "sklearn"),
        ("import os, sklearn.cluster as c", "sklearn.cluster"),
        ("from sklearn import cluster", "sklearn"),
        ("from sklearn.cluster import KMeans", "sklearn.cluster"),
        ("import importlib; importlib.import_module('sklearn.cluster')", "sklearn.cluster"),
        ("m = __import__('sklearn')", "sklearn"),
    ],
)
def test_every_way_to_import_is_seen(double_it: Problem, line: str, module: str) -> None:
    source = f"x = 1\ndef f():\n    {line}\n"
    with pytest.raises(Refused) as caught:
        check(Submission("x.py", source, "python", "0"), double_it)
    assert caught.value.message == f"line 3 imports {module}, which is not allowed here"
    assert "sklearn" in caught.value.hint


def test_a_notebook_names_the_cell(double_it: Problem) -> None:
    book = Submission("x.ipynb", "x = 1\nimport sklearn\n", "notebook", "0", {2: "cell 4, line 1"})
    with pytest.raises(Refused, match=r"^cell 4, line 1 imports sklearn"):
        check(book, double_it)


@pytest.mark.parametrize(
    "source",
    [
        "import sklearn_extra",
        "from .sklearn import x",
        "import numpy",
        "name = 'sklearn'",
        "f('sklearn')",
        "__import__(x)",
    ],
)
def test_other_code_is_let_through(double_it: Problem, source: str) -> None:
    check(Submission("x.py", source, "python", "0"), double_it)


def test_what_this_host_cannot_parse_is_left_to_the_runner(double_it: Problem) -> None:
    fault = SyntaxFault("invalid syntax", "line 1", "", 0)
    check(Submission("x.py", "import sklearn (", "python", "0", NO_LINES, None, fault), double_it)
