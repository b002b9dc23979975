"""The import of a submission, and what is told of it. The process around it is held by the contract of the engines."""

from __future__ import annotations

import linecache
import socket
import sys
import types
from collections.abc import Iterator
from typing import Any

import pytest

from sandbox.runner import case
from sandbox.runner.case import Job, _Link
from sandbox.wire.frames import encode_frame
from sandbox.wire.values import Codec

RUDE = """
class E(Exception):
    def __str__(self):
        raise ValueError
raise E
"""


@pytest.fixture
def run() -> Iterator[Any]:
    """Imports a source; gives (what is told of it, its module)."""
    names = ("a_submission", "a_solution")
    before = dict(linecache.cache)

    def make(source: str) -> tuple[dict[str, Any], types.ModuleType]:
        job = Job(source, "a_submission.py", names)
        module = case._new_module(job)
        return case._import(job, module), module

    yield make
    for name in names:
        sys.modules.pop(name, None)
    linecache.cache.clear()
    linecache.cache.update(before)


def test_names_and_what_can_be_called(run: Any) -> None:
    found, _ = run("import os\nx = 1\n_y = 2\ndef f(): pass\nclass C: pass\ng = lambda: 0\n")
    assert found == {"names": ["C", "_y", "f", "g", "os", "x"], "callable": ["C", "f", "g"]}


def test_the_module_by_all_its_names(run: Any) -> None:
    found, module = run("import a_submission, a_solution\nsame = a_submission is a_solution\n")
    assert module.same
    assert module.__name__ == "a_submission"
    assert module.__file__ == "a_submission.py"
    assert "error" not in found


def test_a_guarded_main_does_not_run(run: Any) -> None:
    found, _ = run("if __name__ == '__main__':\n    1 / 0\n")
    assert "error" not in found


def test_it_is_compiled_without_our_own_future_flags(run: Any) -> None:
    _, module = run("def f(x: 1 + 1): pass\nkind = f.__annotations__['x']\n")
    assert module.kind == 2


def test_its_lines_are_there_for_tracebacks_and_inspection(run: Any) -> None:
    run("x = 1\ny = 2\n")
    assert linecache.getline("a_submission.py", 2) == "y = 2\n"


@pytest.mark.parametrize(
    ("source", "kind", "text"),
    [
        ("1 / 0", "ZeroDivisionError", "division by zero"),
        ("raise SystemExit(3)", "SystemExit", "3"),
        ("raise KeyboardInterrupt", "KeyboardInterrupt", ""),
        ("assert False, 'no'", "AssertionError", "no"),
        (RUDE, "E", "<str() of the exception raised ValueError>"),
    ],
)  # fmt: skip
def test_whatever_it_raises_is_told(run: Any, source: str, kind: str, text: str) -> None:
    found, _ = run(source)
    assert (found["error"]["type"], found["error"]["text"]) == (kind, text)
    assert Codec().decode(Codec().encode(found)) == found


def test_frames_are_its_own(run: Any) -> None:
    found, _ = run("def f():\n    import json\n    json.loads('{')\n\nf()\n")
    assert found["error"]["frames"] == [[5, "<module>"], [3, "f"]]


def test_a_syntax_error_has_its_place(run: Any) -> None:
    found, _ = run("x = 1\ny = = 2\n")
    message, line, offset, text = found["error"]["syntax"]
    assert (line, text) == (2, "y = = 2\n")
    assert offset == 5
    assert "invalid syntax" in message


def test_a_syntax_error_of_something_else_has_none(run: Any) -> None:
    found, _ = run("compile('= 1', 'other.py', 'exec')\n")
    assert found["error"]["type"] == "SyntaxError"
    assert "syntax" not in found["error"]


def test_a_missing_module_is_named(run: Any) -> None:
    found, _ = run("import no_such_module.part\n")
    assert found["error"]["module"] == "no_such_module"


def test_many_names_are_cut(run: Any) -> None:
    found, _ = run("globals().update({f'n{i:04}': 1 for i in range(1000)})\n")
    assert len(found["names"]) == 500


def test_frames_over_the_channel(monkeypatch: pytest.MonkeyPatch) -> None:
    ours, theirs = socket.socketpair()
    with ours, theirs:
        link = _Link(theirs)
        ours.sendall(encode_frame(b"one") + encode_frame(b"") + encode_frame(b"two")[:3])
        assert [link.receive(), link.receive()] == [b"one", b""]
        ours.sendall(encode_frame(b"two")[3:])
        assert link.receive() == b"two"
        monkeypatch.setattr(sys, "stdout", None)  # a submission may do that
        link.send(b"back")
        assert ours.recv(100) == encode_frame(b"back")


def test_serve_carries_out_known_operations_only() -> None:
    assert case.serve("__call__", (max, 1, 2), {}) == 2
    with pytest.raises(KeyError):
        case.serve("eval", ("1",), {})
