"""The plugin's own parts; whole suites run through the judge in tests/judge."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import pytest

from grader.judge.plugin import Interrupted, _case_id, _no_interrupts, _plan


def item(nodeid: str, *marks: dict[str, Any], parameters: str | None = None) -> Any:
    """A collected test, as far as the plan looks at it; its closest mark first."""
    made = SimpleNamespace(
        nodeid=nodeid,
        name=nodeid.rpartition("::")[2],
        iter_markers=lambda name: (
            SimpleNamespace(kwargs=mark) for mark in marks if name == "case"
        ),
    )
    if parameters is not None:
        made.callspec = SimpleNamespace(id=parameters)
    return made


@pytest.mark.parametrize(
    ("nodeid", "expected"),
    [
        ("hidden/test_a.py::test_x", ("hidden", "test_a.py::test_x")),
        ("public/sub/test_a.py::T::test_x[a/b]", ("public", "sub/test_a.py::T::test_x[a/b]")),
        ("hidden", ("hidden", "hidden")),
    ],
)
def test_case_ids(nodeid: str, expected: tuple[str, str]) -> None:
    assert _case_id(nodeid) == expected


def test_a_plain_case() -> None:
    assert _plan(item("hidden/test_a.py::test_leading_none")) == {
        "id": "test_a.py::test_leading_none", "visibility": "hidden", "name": "leading none",
        "parameters": None, "group": None, "weight": 1, "hint": None,
    }  # fmt: skip


def test_marks_the_closest_first() -> None:
    close, far = {"name": "close", "weight": 3}, {"name": "far", "group": "g", "hint": "h"}
    planned = _plan(item("public/t.py::test_x[1-2]", close, far, parameters="1-2"))
    assert (planned["name"], planned["weight"]) == ("close", 3)
    assert (planned["group"], planned["hint"], planned["parameters"]) == ("g", "h", "1-2")


def test_parameters_are_no_part_of_a_name() -> None:
    assert _plan(item("hidden/t.py::test_x[secret]", parameters="secret"))["name"] == "x"


def test_an_interrupt_of_the_candidates_ends_its_case_only() -> None:
    error = KeyboardInterrupt("x")
    error.__dict__["__grader_crash__"] = (1, 0, ((1, "f"),))
    with pytest.raises(Interrupted) as raised, _no_interrupts():
        raise error
    assert raised.value.__dict__["__grader_crash__"] == (1, 0, ((1, "f"),))


def test_an_interrupt_of_ours_ends_everything() -> None:
    with pytest.raises(KeyboardInterrupt), _no_interrupts():
        raise KeyboardInterrupt
