"""The judge's end of the conversation, with a host that says what these tests tell it to."""

from __future__ import annotations

from collections import deque
from pathlib import Path
from typing import Any

import pytest

from grader.judge.exports import Policy
from grader.judge.session import ImportFailed, RunnerLost, Session
from sandbox.wire.messages import FromJudge, ToJudge, case_tag
from sandbox.wire.values import Codec, WireError
from tests.sandbox.wire.conversation import FORGER, Ref

NAMES = {"names": ["f"], "callable": ["f"]}


class Host:
    """Gives the frames of `lines`; an "ID" in an answer is the last question's."""

    def __init__(self) -> None:
        self.lines: deque[tuple[ToJudge, int, Any]] = deque()
        self.told: list[tuple[FromJudge, bytes]] = []

    def receive(self) -> bytes:
        kind, case, body = self.lines.popleft()
        if type(body) is not bytes:
            body = FORGER.encode([self.asked() if field == "ID" else field for field in body])
        return bytes([kind]) + case_tag(case) + body

    def tell(self, kind: FromJudge, body: bytes) -> None:
        self.told.append((kind, body))

    def asked(self) -> int:
        questions = [body for kind, body in self.told if kind is FromJudge.ASK]
        message: Any = Codec(resolve=lambda reference: reference).decode(questions[-1])
        number: int = message[1]
        return number

    def imports(self, case: int, found: object = NAMES) -> None:
        self.lines.append((ToJudge.IMPORTED, case, FORGER.encode(found)))

    def answers(self, case: int, value: object) -> None:
        self.lines.append((ToJudge.ANSWER, case, ["=", "ID", FORGER.encode(value), [], []]))


@pytest.fixture
def host() -> Host:
    return Host()


@pytest.fixture
def session(host: Host, tmp_path: Path) -> Session:
    found = Session(host.receive, host.tell, Policy(tmp_path), frozenset({"Known"}))
    found.begin(3)
    return found


def test_a_case_begins_with_a_fresh_process(session: Session, host: Host) -> None:
    assert host.told == [(FromJudge.BEGIN, b"3")]
    host.imports(3)
    assert session.imported() == NAMES
    assert session.imported() == NAMES
    assert not session.collecting


def test_nothing_is_asked_before_the_import_is_done(session: Session, host: Host) -> None:
    host.imports(3)
    host.answers(3, 5)
    assert session.named("x") == 5
    assert [kind for kind, _ in host.told] == [FromJudge.BEGIN, FromJudge.ASK]
    assert session.record.calls == 1


def test_frames_of_earlier_cases_are_skipped(session: Session, host: Host) -> None:
    stale = [
        (ToJudge.LOST, b"gone"),
        (ToJudge.IMPORTED, b"\xc1"),
        (ToJudge.ANSWER, b""),
        (ToJudge.PRINTED, b"\1no"),
    ]
    for kind, body in stale:
        host.lines.append((kind, 2, body))
    host.imports(3)
    for kind, body in stale:
        host.lines.append((kind, -1, body))
    host.answers(3, "mine")
    assert session.named("x") == "mine"


def test_what_was_printed_comes_out_here(
    session: Session, host: Host, capsys: pytest.CaptureFixture[str]
) -> None:
    host.lines.append((ToJudge.PRINTED, 3, b"\1on import\n"))
    host.imports(3)
    host.lines.append((ToJudge.PRINTED, 3, b"\1out \xff"))
    host.lines.append((ToJudge.PRINTED, 3, b"\2err"))
    host.answers(3, None)
    session.named("x")
    assert capsys.readouterr() == ("on import\nout \ufffd", "err")


def test_a_lost_process_stays_lost_until_the_next_case(session: Session, host: Host) -> None:
    host.imports(3)
    host.lines.append((ToJudge.LOST, 3, b"no answer within 2 s"))
    for _ in range(3):
        with pytest.raises(RunnerLost, match="no answer within 2 s"):
            session.named("x")
    assert session.record.calls == 1
    session.begin(4)
    host.imports(4)
    host.answers(4, 1)
    assert session.named("x") == 1
    assert session.record.calls == 1


def test_a_process_that_is_lost_during_its_import(session: Session, host: Host) -> None:
    host.lines.append((ToJudge.LOST, 3, b"exited"))
    with pytest.raises(RunnerLost, match="exited"):
        session.imported()


def test_no_test_takes_the_end_of_a_process_for_an_exception() -> None:
    assert not issubclass(RunnerLost, Exception)
    assert not issubclass(ImportFailed, Exception)


def test_a_failed_import_is_the_end_of_every_call(session: Session, host: Host) -> None:
    host.imports(3, {"error": {"type": "ValueError", "text": "no", "frames": []}})
    with pytest.raises(ImportFailed, match="raised ValueError: no"):
        session.named("x")
    assert session.record.calls == 0


@pytest.mark.parametrize(
    "found",
    [
        5, None, [], {}, {"names": "f", "callable": []}, {"names": [1], "callable": []}, {"names": ["f"]},
        {"error": 5}, {"error": {"frames": 5}}, {"error": {"frames": [5]}}, {"error": {"frames": [["a", "b"]]}},
        {"error": {"frames": [[1]]}}, Ref("own", 0), Ref("path", "x"),
    ],
    ids=str,
)  # fmt: skip
def test_a_malformed_word_on_the_import(session: Session, host: Host, found: object) -> None:
    """It is the candidate's failure, told in the form of one, or a fault of the wire: nothing else."""
    host.imports(3, found)
    try:
        outcome = session.imported()
    except WireError:
        return
    assert outcome["error"]["frames"] == []


def test_fields_of_a_failed_import_are_checked(session: Session, host: Host) -> None:
    syntax = [b"message", "line", None, "text"]
    host.imports(
        3, {"error": {"type": 5, "text": "no", "module": ["m"], "frames": [], "syntax": syntax}}
    )
    assert session.imported() == {
        "error": {"text": "no", "frames": [], "syntax": [None, None, None, "text"]}
    }


def test_an_answer_before_the_import(session: Session, host: Host) -> None:
    host.lines.append((ToJudge.ANSWER, 3, b""))
    with pytest.raises(WireError, match="before the import"):
        session.imported()


def instance(path: str) -> tuple[Ref, Ref]:
    """A class by this name, and an instance of it that says that it can compare itself."""
    cls = Ref("class", 1, path, path, "m", path, (), ("__eq__",), (), None)
    return cls, Ref("object", 2, cls, None, None, None, None)


@pytest.mark.parametrize(("name", "asks"), [("Known", 1), ("solve", 0)])
def test_only_what_is_meant_to_be_a_class_compares_itself(
    session: Session, host: Host, name: str, asks: int
) -> None:
    cls, value = instance(name)
    host.imports(3)
    for each in (cls, value, True):
        host.answers(3, each)
    found = session.named(name)
    made = found()
    calls = session.record.calls
    assert (made == 42) is bool(asks)
    assert session.record.calls == calls + asks


def test_the_last_call_and_what_came_of_it_are_noted(session: Session, host: Host) -> None:
    cls, _ = instance("solve")
    host.imports(3)
    host.answers(3, cls)
    host.answers(3, [1, 2])
    function = session.named("solve")
    result = function(5, key="v")
    last = session.record.last
    assert last is not None
    assert (last.name, last.args, last.kwargs) == ("solve", (5,), {"key": "v"})
    assert any(each is result for each in session.record.results)
    session.begin(4)
    assert session.record.last is None


def test_a_name_can_be_set(session: Session, host: Host) -> None:
    host.imports(3)
    host.answers(3, None)
    session.rename("limit", 5)
    assert host.told[-1][0] is FromJudge.ASK


@pytest.mark.parametrize(
    ("value", "doc"), [("What it does.", "What it does."), (None, None), (5, None)]
)
def test_the_docstring(session: Session, host: Host, value: object, doc: str | None) -> None:
    host.imports(3)
    host.answers(3, value)
    assert session.doc() == doc


def test_no_docstring_of_a_module_that_failed(session: Session, host: Host) -> None:
    host.imports(3, {"error": {"type": "ValueError", "text": "no", "frames": []}})
    assert session.doc() is None
