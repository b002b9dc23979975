"""The conversation of two sides: what each message does, and that no message does harm."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable
from typing import Any

import msgpack
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sandbox.wire.errors import DecodeError, TooLarge, WireError
from sandbox.wire.packing import BESIDE, MARK
from sandbox.wire.peer import Peer, ProtocolFault
from sandbox.wire.values import Codec, Reference
from tests.sandbox.wire.conversation import FORGER, LinkClosed, Script, answer, conversation

NONE = FORGER.encode(None)


class Raised(Exception):
    """Something was raised on the other side."""


class NoObjects:
    """Nothing but data crosses."""

    def refer(self, value: object) -> Reference | None:
        return None

    def resolve(self, reference: Reference) -> object:
        raise WireError("no references here")

    def raised(self, exception: object) -> BaseException:
        return Raised(exception)


def peer(*lines: Any, serve: Callable[..., object] | None = None) -> tuple[Peer, Script]:
    """A peer whose other end says these lines."""
    script = Script()
    script.lines = list(lines)
    return Peer(script, NoObjects(), serve or (lambda *_: None), parity=0), script


def request(number: int, operation: str = "x", *args: object, **kwargs: object) -> list[object]:
    """A well-formed request."""
    named = {name: FORGER.encode(value) for name, value in kwargs.items()}
    return ["?", number, operation, [FORGER.encode(arg) for arg in args], named, [], []]


class TestRequest:
    def test_sends_what_is_asked_and_returns_the_answer(self) -> None:
        side, script = peer(answer((1, "a")))
        assert side.request("op", 1, key="v") == (1, "a")
        kind, _, operation, args, kwargs, changes, dropped = script.heard[0]
        decode = Codec().decode
        assert (kind, operation, changes, dropped) == ("?", "op", [], [])
        assert [decode(arg) for arg in args] == [1]
        assert {name: decode(arg) for name, arg in kwargs.items()} == {"key": "v"}

    @pytest.mark.parametrize("name", ["self", "operation", "name", "value", "target", "kwargs"])
    def test_takes_a_keyword_of_any_name(self, name: str) -> None:
        side, script = peer(answer(None))
        side.request("op", **{name: 1})
        assert list(script.heard[0][4]) == [name]

    def test_raises_what_was_raised(self) -> None:
        side, _ = peer(["!", "ID", FORGER.encode("gone"), [], []])
        with pytest.raises(Raised, match="gone"):
            side.request("op")

    def test_has_a_fresh_random_number(self) -> None:
        side, script = peer(*[answer(None)] * 20)
        for _ in range(20):
            side.request("op")
        numbers = {heard[1] for heard in script.heard}
        assert len(numbers) == 20
        assert max(numbers) > 1 << 40

    def test_answers_questions_while_it_waits(self) -> None:
        served: list[Any] = []

        def serve(operation: str, args: tuple[Any, ...], kwargs: dict[str, Any]) -> object:
            served.append((operation, args, kwargs))
            return "served"

        side, script = peer(
            request(7, "back", 1, k=2), request(8, "again"), answer("end"), serve=serve
        )
        assert side.request("op") == "end"
        assert served == [("back", (1,), {"k": 2}), ("again", (), {})]
        assert [heard[:2] for heard in script.heard[1:]] == [["=", 7], ["=", 8]]

    def test_what_serving_raises_is_the_answer(self) -> None:
        def serve(*_: object) -> object:
            raise KeyError("x")

        link = Script()
        objects = NoObjects()
        objects.refer = lambda value: Reference("error", (type(value).__name__,))  # type: ignore[method-assign]
        side = Peer(link, objects, serve, parity=0)
        link.lines = [request(7), answer(1)]
        assert side.request("op") == 1
        assert link.heard[1][:2] == ["!", 7]

    def test_an_answer_that_cannot_cross_is_a_type_error(self) -> None:
        link, objects = Script(), NoObjects()
        objects.refer = lambda value: (  # type: ignore[method-assign]
            Reference("error", (str(value),)) if isinstance(value, TypeError) else None
        )
        side = Peer(link, objects, lambda *_: [object()], parity=0)
        link.lines = [request(7), answer(1)]
        assert side.request("op") == 1
        error = Codec(resolve=lambda reference: reference).decode(link.heard[1][2])
        assert isinstance(error, Reference)
        assert error.kind == "error"
        assert "object" in str(error.fields[0])

    def test_the_end_of_the_link_ends_it(self) -> None:
        side, _ = peer(request(7))
        with pytest.raises(LinkClosed):
            side.request("op")
        with pytest.raises(LinkClosed):
            side.serve_forever()


def test_a_list_crosses_once_and_then_by_its_token() -> None:
    side, script = peer(answer(1), answer(2))
    value = [1, [2]]
    side.request("op", value)
    side.request("op", value, value[1])
    token, encoding, ties = script.heard[0][3][0]
    assert token % 2 == 0
    assert Codec().decode(encoding) == value
    assert ties == []
    assert script.heard[1][3] == [[token, None, 0], [token, None, 1]]


def test_a_list_that_nobody_holds_is_dropped() -> None:
    side, script = peer(answer(1), answer(2))
    side.request("op", [1])
    side.request("op")
    assert script.heard[1][-1] == [script.heard[0][3][0][0]]


def test_changes_arrive_before_the_answer() -> None:
    side, script = peer(["=", "ID", NONE, [[0, FORGER.encode([1, 2]), []]], []])
    value = [1]
    side.request("op", value)
    assert value == [1, 2]
    assert script.lines == []


def test_changes_made_meanwhile_go_along() -> None:
    value = [1]

    def serve(*_: object) -> object:
        value.append(2)
        return None

    side, script = peer(request(7), answer(None), serve=serve)
    side.request("op", value)
    (change,) = script.heard[1][-2]
    assert Codec().decode(change[1]) == [1, 2]


def test_after_forget_nothing_is_shared() -> None:
    side, script = peer(answer(1), answer(2))
    value = [1]
    side.request("op", value)
    side.forget()
    side.request("op", value)
    assert script.heard[1][3][0][1] is not None


FAULTS: dict[str, Any] = {
    "not a list": {"a": 1},
    "empty": [],
    "unknown kind": ["#", "ID", NONE, [], []],
    "kind no string": [b"=", "ID", NONE, [], []],
    "kind unhashable": [[], "ID", NONE, [], []],
    "short": ["=", "ID", NONE, []],
    "long": ["=", "ID", NONE, [], [], []],
    "number no integer": ["=", "1", NONE, [], []],
    "number a bool": ["=", True, NONE, [], []],
    "another question's": ["=", -1, NONE, [], []],
    "an error of another question's": ["!", -1, NONE, [], []],
    "value no part": ["=", "ID", 5, [], []],
    "value a string": ["=", "ID", "text", [], []],
    "part short": ["=", "ID", [1, NONE], [], []],
    "part without token": ["=", "ID", [None, NONE, []], [], []],
    "part a bool": ["=", "ID", [True, NONE, []], [], []],
    "part with odd ties": ["=", "ID", [1, FORGER.encode([]), [[1]]], [], []],
    "part with ties of strings": ["=", "ID", [1, FORGER.encode([]), [["0", 1, 2]]], [], []],
    "part without place": ["=", "ID", [1, None, None], [], []],
    "changes no list": ["=", "ID", NONE, {}, []],
    "change no list": ["=", "ID", NONE, [1], []],
    "change short": ["=", "ID", NONE, [[0, NONE]], []],
    "change by a string": ["=", "ID", NONE, [["0", NONE, []]], []],
    "dropped no list": ["=", "ID", NONE, [], None],
    "dropped strings": ["=", "ID", NONE, [], ["a"]],
    "operation no string": ["?", 1, 5, [], {}, [], []],
    "arguments no list": ["?", 1, "x", {}, {}, [], []],
    "argument no part": ["?", 1, "x", [5], {}, [], []],
    "keywords no dict": ["?", 1, "x", [], [], [], []],
    "keyword no string": ["?", 1, "x", [], {1: NONE}, [], []],
}
UNREADABLE: dict[str, Any] = {
    "bytes that are no message": b"\xff\x00",
    "no bytes": b"",
    "an extension that is unknown": msgpack.packb(msgpack.ExtType(99, b"")),
    "an answer that is no encoding": ["=", "ID", b"\xc1", [], []],
    "a shared value that is no encoding": ["=", "ID", [1, b"\xc1", []], [], []],
    "a change that is no encoding": ["=", "ID", NONE, [[0, b"\xc1", []]], []],
    "a reference without a kind": ["=", "ID", b"\xd4\x17\x00", [], []],
}
UNKNOWN: dict[str, Any] = {
    "a place of nothing": ["=", "ID", [5, None, 0], [], []],
    "a place below nothing": ["=", "ID", [0, None, -1], [], []],
    "a change of nothing": ["=", "ID", NONE, [[5, FORGER.encode([]), []]], []],
    "a change to another kind": ["=", "ID", NONE, [[0, FORGER.encode({}), []]], []],
    "a tie to nothing": ["=", "ID", [1, FORGER.encode([[]]), [[9, -1, 0]]], [], []],
    "a tie to another kind": ["=", "ID", [1, FORGER.encode([{}]), [[1, 0, 0]]], [], []],
    "a tie to an unknown value": ["=", "ID", [1, FORGER.encode([[]]), [[1, 7, 0]]], [], []],
    "one of our own tokens, again": ["=", "ID", [0, FORGER.encode([]), []], [], []],
}


@pytest.mark.parametrize("message", FAULTS.values(), ids=FAULTS.keys())
def test_a_malformed_message_is_a_protocol_fault(message: Any) -> None:
    side, _ = peer(message)
    with pytest.raises(ProtocolFault):
        side.request("op", [1])


@pytest.mark.parametrize("message", UNREADABLE.values(), ids=UNREADABLE.keys())
def test_what_cannot_be_read_is_a_decode_error(message: Any) -> None:
    side, _ = peer(message)
    with pytest.raises(DecodeError):
        side.request("op", [1])


@pytest.mark.parametrize("message", UNKNOWN.values(), ids=UNKNOWN.keys())
def test_what_refers_to_nothing_is_a_wire_error(message: Any) -> None:
    side, _ = peer(message)
    with pytest.raises(WireError):
        side.request("op", [1])


def test_an_answer_without_a_question() -> None:
    side, _ = peer(["=", 5, NONE, [], []])
    with pytest.raises(ProtocolFault, match="nothing was asked"):
        side.serve_forever()


def test_a_request_that_cannot_be_read_is_answered_by_its_error() -> None:
    with conversation("def f(x): return x") as talk:
        assert talk.f(1) == 1
        talk.link.send(FORGER.encode(["?", 5, "__call__", [b"\xc1"], {}, [], []]))
        kind, number, *_ = Codec(resolve=lambda reference: reference).decode(talk.link.receive())
        assert (kind, number) == ("!", 5)
        assert talk.f(2) == 2


def test_a_value_too_large_to_cross_is_an_error_here_and_nothing_is_sent(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    side, script = peer(answer(1))
    side.codec._max_bytes = 1000
    with pytest.raises(TooLarge):
        side.request("op", b"x" * 2000)
    assert script.heard == []
    assert side.request("op", b"x") == 1


# No container of a kind inside another of that kind: ties could make such a value endless.
ENCODINGS = [FORGER.encode(value) for value in ([], [{1}], {"a": deque()}, ({}, set()), (deque(),))]
numbers = st.integers(-3, 12) | st.just("ID")
parts = st.deferred(
    lambda: (
        st.sampled_from([NONE, *ENCODINGS, b"", b"\xc1"])
        | st.tuples(
            numbers | st.none(),
            st.sampled_from([None, *ENCODINGS]),
            numbers | st.lists(st.lists(numbers, max_size=4), max_size=2),
        ).map(list)
        | st.none()
        | st.text(max_size=2)
    )
)
fields = (
    numbers
    | parts
    | st.lists(parts, max_size=3)
    | st.lists(numbers, max_size=3)
    | st.dictionaries(st.text(max_size=2) | st.integers(0, 2), parts, max_size=2)
    | st.sampled_from(["?", "=", "!", "__call__", "getattr"])
)
well_formed = st.one_of(
    st.tuples(st.sampled_from("=!"), numbers, parts, st.lists(parts, max_size=2), st.lists(numbers)),
    st.tuples(
        st.just("?"), numbers, st.text(max_size=3), st.lists(parts, max_size=2),
        st.dictionaries(st.text(max_size=2), parts, max_size=2), st.lists(parts, max_size=2),
        st.lists(numbers, max_size=2),
    ),
)  # fmt: skip
messages = st.binary(max_size=20) | st.lists(fields, max_size=8) | well_formed.map(list)


@settings(max_examples=400)
@given(st.lists(messages, max_size=4))
def test_no_message_does_anything_but_answer_or_fail_cleanly(lines: list[Any]) -> None:
    """Endless values apart, which tests/sandbox/wire/test_shared.py has."""
    side, _ = peer(*lines)
    for _ in range(2):
        try:
            side.request("op", [1, {2}], {"k": deque([3])})
        except (WireError, LinkClosed, Raised):
            continue


@pytest.mark.parametrize("size", [-1, 10, 2**40, "4", None, 1.0])
def test_bytes_beside_a_message_must_be_there(size: object) -> None:
    body = msgpack.packb(msgpack.ExtType(BESIDE, msgpack.packb(size)))
    hostile = MARK + len(body).to_bytes(4, "big") + body + b"four"
    with pytest.raises(DecodeError):
        Codec().decode(hostile)
