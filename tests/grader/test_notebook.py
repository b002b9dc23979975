from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from grader import notebook
from grader.errors import InvalidSubmission
from grader.submission import read


def book(*cells: str | dict[str, Any], **metadata: Any) -> bytes:
    made = [
        cell
        if isinstance(cell, dict)
        else {
            "cell_type": "code",
            "execution_count": 1,
            "metadata": {},
            "outputs": [{"output_type": "stream", "name": "stdout", "text": "1/0"}],
            "source": cell,
        }
        for cell in cells
    ]
    whole = {"cells": made, "metadata": metadata, "nbformat": 4, "nbformat_minor": 4}
    return json.dumps(whole).encode()


def lines(cell: str) -> list[str]:
    return list(notebook.python_lines(cell))


def test_code_cells_are_joined_in_order_and_lines_keep_their_places() -> None:
    text = {"cell_type": "markdown", "metadata": {}, "source": "x = oops"}
    found = notebook.extract(book("import math\nx = 1", text, "def f():\n    return x"))
    assert found.source == "import math\nx = 1\ndef f():\n    return x\n"
    assert found.lines == {
        1: "cell 1, line 1",
        2: "cell 1, line 2",
        3: "cell 2, line 1",
        4: "cell 2, line 2",
    }


def test_the_same_code_reads_the_same_in_both_forms(tmp_path: Path) -> None:
    code = "import math\n\ndef f(x):\n    return math.sqrt(x)\n"
    (tmp_path / "a.py").write_text(code)
    (tmp_path / "a.ipynb").write_bytes(book(*code.rstrip("\n").split("\n\n")))
    plain, cells = read(tmp_path / "a.py"), read(tmp_path / "a.ipynb")
    assert [line for line in plain.source.split("\n") if line] == [
        line for line in cells.source.split("\n") if line
    ]
    assert cells.kind == "notebook"


@pytest.mark.parametrize(
    "line",
    [
        "%matplotlib inline",
        "!pip install x",
        "%%x",
        "?print",
        "print?",
        "math.sqrt??",
        "files = !ls",
        "t = %timeit -o f()",
        "a, b = !ls",
    ],
)
def test_what_is_not_python_becomes_a_comment(line: str) -> None:
    assert lines(f"x = 1\n{line}\ny = 2") == ["x = 1", f"# not Python: {line}", "y = 2"]


@pytest.mark.parametrize(
    "code",
    [
        "x = (7\n% 3)",
        "x = 7 \\\n% 3",
        's = """\n%magic\n!shell\nwhat?\n"""',
        "s = '''a\\\n% b'''",
        "x = 1  # why?",
        "x = [\n    1,\n    # )\n    ')',\n% 1]",
        "ok = a != b",
        "s = 'it''s' # '''\ny = 3",
        "x = {'a': 5\n% 2}",
        "s = f'{d[\"a\"]}'\ny = (1\n% 2)",
    ],
)
def test_valid_python_stays_as_it_is(code: str) -> None:
    assert "\n".join(lines(code)) == code


def test_an_indented_magic_leaves_a_body() -> None:
    assert lines("if x:\n    %time f()\nelse:\n    !ls") == [
        "if x:",
        "    pass  # not Python: %time f()",
        "else:",
        "    pass  # not Python: !ls",
    ]


def test_a_shell_line_goes_on_after_a_backslash() -> None:
    assert lines("!ls \\\n  -l\nx = 1") == ["# not Python: !ls \\", "# not Python: -l", "x = 1"]


def test_indented_lines_of_other_languages_leave_no_indent() -> None:
    assert lines("%%bash\nif x; then\n  ls\nfi")[2] == "# not Python: ls"


@pytest.mark.parametrize("magic", ["%%time", "%%timeit -n 3", "%%capture out"])
def test_cells_that_only_measure_keep_their_body(magic: str) -> None:
    assert lines(f"\n{magic}\nx = 1") == ["", f"# not Python: {magic}", "x = 1"]


def test_other_cell_magics_and_ignored_cells_are_left_out() -> None:
    ignored = {
        "cell_type": "code",
        "execution_count": None,
        "metadata": {"tags": ["grader-ignore"]},
        "outputs": [],
        "source": "1/0",
    }
    found = notebook.extract(book("%%bash\nrm -rf x\n\nls", ignored, "x = 1"))
    assert (
        found.source == "# not Python: %%bash\n# not Python: rm -rf x\n\n# not Python: ls\nx = 1\n"
    )
    assert found.lines[5] == "cell 3, line 1"


def test_the_problem_stands_in_the_metadata(tmp_path: Path) -> None:
    path = tmp_path / "a.ipynb"
    path.write_bytes(book("x = 1", grader={"problem": "knn"}))
    assert read(path).problem_hint == "knn"
    path.write_bytes(book("# problem: k-means\nx = 1", grader="odd"))
    assert read(path).problem_hint == "k-means"


def test_an_older_notebook_is_upgraded() -> None:
    old = {
        "metadata": {"name": ""},
        "nbformat": 3,
        "nbformat_minor": 0,
        "worksheets": [
            {
                "metadata": {},
                "cells": [
                    {
                        "cell_type": "code",
                        "collapsed": False,
                        "input": "x = 1",
                        "language": "python",
                        "metadata": {},
                        "outputs": [],
                    }
                ],
            }
        ],
    }
    assert notebook.extract(json.dumps(old).encode()).source == "x = 1\n"


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b'{"cells": [', "its JSON breaks off in line 1"),
        (b"\xff\xfe{}", "it is not UTF-8"),
        (b"[1, 2]", "no notebook"),
        (b'{"a": 1}', "no notebook"),
        (
            b'{"nbformat": 4, "nbformat_minor": 4, "metadata": {}, "cells": [{"cell_type": 1}]}',
            "not a valid notebook",
        ),
        (
            b'{"nbformat": 4, "nbformat_minor": 4, "metadata": {}, "cells": 3}',
            "not a valid notebook",
        ),
        (b'{"nbformat": 99, "metadata": {}, "cells": []}', "not a valid notebook"),
        (b"[" * 100000, "its JSON"),
        (book(), "no code cell"),
        (book("# only words", "%%bash\nls"), "no code cell"),
    ],
)
def test_what_cannot_be_read_says_why(data: bytes, words: str) -> None:
    with pytest.raises(InvalidSubmission) as caught:
        notebook.extract(data)
    assert words in caught.value.message
    assert "\n" not in caught.value.message


def test_a_syntax_error_names_the_cell(tmp_path: Path) -> None:
    (tmp_path / "a.ipynb").write_bytes(book("x = 1", "y = 2\nz = = 3"))
    fault = read(tmp_path / "a.ipynb").syntax_fault
    assert fault is not None
    assert fault.place == "cell 2, line 2"
