"""Whose fault the end of a test is, and the words for it."""

from __future__ import annotations

from typing import Any

import pytest

from grader.judge.finding import Finding, classify, feedback, short
from grader.judge.modules import MissingAttribute, MissingName
from grader.judge.session import Call, ImportFailed, Record, RunnerLost
from sandbox.wire.peer import ProtocolFault
from sandbox.wire.values import DecodeError, TooLarge, Unencodable

CALLED = Record(calls=1, last=Call("f", (1, "a"), {"k": [2]}))


def came(error: BaseException, *frames: tuple[int, str]) -> BaseException:
    """The exception as if the candidate's code had raised it."""
    error.__dict__["__grader_crash__"] = (1, 0, frames)
    return error


@pytest.mark.parametrize(
    ("error", "kind"),
    [
        (came(ValueError("x")), "raised"),
        (came(AssertionError("x")), "raised"),
        (came(SystemExit(0)), "raised"),
        (came(KeyboardInterrupt()), "raised"),
        (came(MemoryError()), "memory"),
        (MemoryError(), "unusable"),
        (RunnerLost("gone"), "raised"),
        (ImportFailed("gone"), "raised"),
        (ProtocolFault("odd"), "raised"),
        (DecodeError("odd"), "raised"),
        (AssertionError("1 == 2"), "assertion"),
        (pytest.fail.Exception("no"), "assertion"),
        (pytest.skip.Exception("not here"), "skipped"),
        (TypeError("x"), "unusable"),
        (AttributeError("x"), "unusable"),
        (Unencodable("object"), "broken"),
        (TooLarge("much"), "broken"),
    ],
    ids=lambda value: value if type(value) is str else repr(value),
)
def test_after_a_call(error: BaseException, kind: str) -> None:
    assert classify(error, CALLED, None).kind == kind


@pytest.mark.parametrize("error", [TypeError("x"), KeyError("x"), RecursionError()], ids=repr)
def test_without_a_call_the_test_is_broken(error: BaseException) -> None:
    assert classify(error, Record(), None).kind == "broken"


def test_an_assertion_without_a_call_is_still_one() -> None:
    assert classify(AssertionError("x"), Record(), None).kind == "assertion"


def test_what_was_raised_is_told_with_its_call_and_frames() -> None:
    error = came(ValueError("bad"), (3, "outer"), (7, "inner"))
    found = classify(error, CALLED, ["ignored", None, None])
    assert found.detail == "ValueError: bad"
    assert found.feedback == ["f(1, 'a', k=[2])", None, None]
    assert found.crash == "\x003\x00outer\n\x007\x00inner\n\n\x01ValueError: bad"
    assert classify(came(KeyError()), CALLED, None).detail == "KeyError"


@pytest.mark.parametrize(
    "name", ["a\nb", "a\0b", "\n\x01", "x\0" + "2\0y", "\n\0" + "9\0z", "\u2028", "\x1b[2J"]
)
def test_names_of_frames_are_the_candidates_choice(name: str) -> None:
    """A code object's name may hold anything: it must not be taken for the marks around it."""
    crash = classify(came(ValueError("x"), (3, name)), CALLED, None).crash
    assert crash is not None
    (marked,) = crash.split("\n\x01")[0].splitlines()
    assert marked.count("\0") == 2
    assert marked.startswith("\x003\0")
    assert crash.endswith("\n\x01ValueError: x")


def test_other_details_are_the_texts() -> None:
    compared: list[str | None] = ["f(1)", "2", "3"]
    assert classify(AssertionError("2 != 3"), CALLED, compared) == Finding(
        "assertion", "2 != 3", compared
    )
    assert classify(AssertionError(), CALLED, None).detail == "AssertionError"
    assert classify(TypeError("x"), CALLED, None).detail == "TypeError: x"


def test_feedback_finds_out_which_side_the_candidates_value_is() -> None:
    result = [1]
    record = Record(calls=1, last=Call("f", (), {}))
    record.results.append(result)
    assert feedback(record, (result, [2])) == ["f()", "[2]", "[1]"]
    assert feedback(record, ([2], result)) == ["f()", "[2]", "[1]"]
    assert feedback(record, None) == ["f()", None, None]
    assert feedback(Record(), ([2], [1])) == [None, "[1]", "[2]"]


class Rude:
    """Its repr does what it likes."""

    def __init__(self, error: BaseException) -> None:
        self._error = error

    def __repr__(self) -> str:
        raise self._error


@pytest.mark.parametrize(
    "error", [ValueError(), SystemExit(), KeyboardInterrupt(), RunnerLost("x")], ids=repr
)
def test_a_repr_that_raises(error: BaseException) -> None:
    for value in (Rude(error), [Rude(error)], {"k": Rude(error)}):
        assert 0 < len(short(value)) < 200


@pytest.mark.parametrize(
    "value",
    [
        "x" * 10_000,
        b"x" * 10_000,
        list(range(10_000)),
        {n: n for n in range(1000)},
        10**5000,
        [[[[[[[]]]]]]],
    ],
    ids=lambda value: type(value).__name__,
)
def test_long_values_are_cut(value: Any) -> None:
    assert len(short(value)) < 1000


def test_calls_are_cut() -> None:
    record = Record(calls=1, last=Call("f", (list(range(1000)), "y" * 1000), {}))
    call = feedback(record, None)[0]
    assert call is not None
    assert len(call) < 1000


def test_a_name_that_the_submission_lacks_is_its_own_fault() -> None:
    name = MissingName("solution", "helper")
    with pytest.raises(MissingAttribute) as raised:
        name(1)
    found = classify(raised.value, Record(), None)
    assert found.kind == "raised"
    assert "no attribute 'helper'" in found.detail
