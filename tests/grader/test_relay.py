"""The relay between a judge and a runner that say what these tests tell them to."""

from __future__ import annotations

import socket
from collections.abc import Callable, Generator, Iterator
from contextlib import ExitStack
from dataclasses import dataclass, field
from typing import Any

import msgpack
import pytest

from grader import relay
from grader.errors import GraderError
from grader.outcome import Finding, Stop
from grader.relay import Relay
from grader.suite import CaseLimits, Ran, Suite, give
from sandbox import drive
from sandbox.drive import Load, Runner
from sandbox.engine import SandboxError, SandboxLost, Usage
from sandbox.wire.frames import FrameReader, encode_frame
from sandbox.wire.messages import MAX_FRAME, FromJudge, FromRunner, ToJudge, ToRunner

MIB = 1 << 20
LIMITS = CaseLimits(
    wall_seconds=5.0,
    cpu_seconds=1.0,
    memory_bytes=100 * MIB,
    output_bytes=1000,
    submission_seconds=60.0,
)
IDLE = Usage(1.0, 50 * MIB, 50 * MIB, 0)
Frames = list[bytes]


class FakeSandbox:
    """Answers what it is sent by `react`, over a real socket. `usages` are its readings, the last one for ever."""

    def __init__(self, name: str, react: Callable[[bytes], Frames]) -> None:
        self.name = name
        self._react = react
        self._ours, self._theirs = socket.socketpair()
        self._ours.settimeout(3.0)  # `receive` is called for what has arrived: a test must not hang
        self._theirs.setblocking(False)
        self._heard = FrameReader(MAX_FRAME + 1024)
        self._waiting = bytearray()
        self.frames: Frames = []
        self.usages: list[Usage | SandboxError] = [IDLE]
        self.lost: SandboxLost | None = None
        self.closed = False
        self.resets = 0

    def say(self, frames: Frames) -> None:
        """Let these frames arrive at the host."""
        for frame in frames:
            self._waiting += encode_frame(frame)
        self._flush()

    def _flush(self) -> None:
        try:
            sent = self._theirs.send(self._waiting) if self._waiting else 0
        except BlockingIOError:
            sent = 0
        del self._waiting[:sent]

    def fileno(self) -> int:
        return self._ours.fileno()

    def pending(self) -> bool:
        return self.lost is not None

    def send(self, data: bytes) -> None:
        if self.lost is not None:
            raise self.lost
        self._heard.feed(data)
        for frame in self._heard:
            self.frames.append(frame)
            self.say(self._react(frame))

    def receive(self) -> bytes:
        if self.lost is not None:
            raise self.lost
        data = self._ours.recv(1 << 16)
        self._flush()
        return data

    def usage(self) -> Usage:
        found = self.usages.pop(0) if len(self.usages) > 1 else self.usages[0]
        if isinstance(found, SandboxError):
            raise found
        return found

    def reset_peak(self) -> None:
        self.resets += 1

    def diagnosis(self) -> str:
        return "last words"

    def close(self) -> None:
        self.closed = True
        self._ours.close()
        self._theirs.close()


def answer(payload: bytes) -> bytes:
    return bytes([FromRunner.DATA]) + encode_frame(payload)


def printed(text: bytes, stream: int = 1) -> bytes:
    return bytes([FromRunner.PRINTED, stream]) + text


def ended(signal: int, status: int) -> bytes:
    return bytes([FromRunner.ENDED]) + msgpack.packb([signal, status])


IMPORTED = answer(b"imported")


class FakeRunner:
    """A template process. `cases` are the frames of each process: after its start, then for each question."""

    def __init__(self, cases: list[list[Frames]], stack: ExitStack) -> None:
        self.cases = cases
        self._case: list[Frames] = []
        self.clean = [bytes([FromRunner.CLEAN])]
        self.asked: list[bytes] = []
        self.later: Usage | SandboxError | None = None  # what is read once a question was asked
        self.kills = 0
        self.sandbox = FakeSandbox("runner", self._react)
        stack.callback(self.sandbox.close)
        self.sandbox.say([bytes([FromRunner.HELLO]) + msgpack.packb({"python": "3.13.0"})])
        self.runner = Runner(self.sandbox, Load("", "x.py", ("x",), ()))

    def _react(self, frame: bytes) -> Frames:
        kind = ToRunner(frame[0])
        if kind is ToRunner.LOAD:
            return [bytes([FromRunner.LOADED])]
        if kind is ToRunner.KILL:
            self.kills += 1
            return self.clean
        if kind is ToRunner.FORK:
            self._case = list(self.cases.pop(0))
        else:
            self.asked.append(frame[5:])
            self.sandbox.usages = [self.later] if self.later else self.sandbox.usages
        return self._case.pop(0) if self._case else []


Talk = Generator[Frames, tuple[ToJudge, int, bytes], None]


@dataclass
class FakeJudge:
    """A judge whose part is a generator: it gives frames and gets what the host sends next."""

    part: Callable[[], Talk]
    heard: list[tuple[ToJudge, int, bytes]] = field(default_factory=list)

    def __post_init__(self) -> None:
        self._talk = self.part()
        self.sandbox = FakeSandbox("judge", self._react)

    def _react(self, frame: bytes) -> Frames:
        tag = int.from_bytes(frame[1:5], "big", signed=True)
        message = (ToJudge(frame[0]), tag, frame[5:])
        self.heard.append(message)
        try:
            if message[0] is ToJudge.SUITE:
                return next(self._talk)
            return self._talk.send(message)
        except StopIteration:
            return []


def say(kind: FromJudge, body: bytes = b"") -> bytes:
    return bytes([kind]) + body


def begin(number: int) -> bytes:
    return say(FromJudge.BEGIN, str(number).encode())


def plan(*names: str) -> bytes:
    cases = [
        {"id": f"t.py::{name}", "visibility": "hidden", "name": name, "parameters": None}
        | {"group": None, "weight": 1, "hint": None}
        for name in names
    ]
    return say(FromJudge.PLAN, msgpack.packb(cases))


def end(finding: str = "passed", **more: object) -> bytes:
    found = {"finding": finding, "detail": "", "feedback": None, "crash": None, "calls": 1}
    return say(FromJudge.END, msgpack.packb(found | more))


IMPORT = say(FromJudge.IMPORT, msgpack.packb({"names": ["f"], "callable": ["f"]}))
DONE = say(FromJudge.DONE, msgpack.packb(None))
ASK = say(FromJudge.ASK, b"question")
SUITE = Suite({"hidden/t.py": b"x"}, ("x",), ("f",), (), 1, ())


def collected(*names: str) -> Talk:
    """The judge's part up to the plan."""
    kind, _, _ = yield [begin(-1)]
    assert kind is ToJudge.IMPORTED
    yield [IMPORT, plan(*names)]


def one_case(finding: str = "passed", **more: object) -> Talk:
    """A suite of one case that asks one question."""
    yield [begin(-1)]
    message = yield [IMPORT, plan("one"), begin(0)]
    if message[0] is ToJudge.IMPORTED:
        message = yield [ASK]
    while message[0] is ToJudge.PRINTED:
        message = yield []
    yield [end(finding, **more), DONE]


@dataclass
class Stage:
    """Everything around one relay."""

    judge: FakeJudge
    runners: list[FakeRunner]
    relay: Relay
    progress: list[tuple[str, int, int]]

    def run(self) -> Ran:
        return self.relay.run()


MakeStage = Callable[..., Stage]


@pytest.fixture
def stage() -> Iterator[MakeStage]:
    with ExitStack() as stack:

        def make(
            part: Callable[[], Talk],
            *cases: list[Frames],
            limits: CaseLimits = LIMITS,
            spare: list[list[Frames]] | None = None,
        ) -> Stage:
            judge = FakeJudge(part)
            stack.callback(judge.sandbox.close)
            runners = [FakeRunner([[[IMPORTED]], *cases], stack)]

            def restart() -> Runner:
                runners.append(FakeRunner(spare or [], stack))
                return runners[-1].runner

            progress: list[tuple[str, int, int]] = []
            made = Relay(
                judge.sandbox,
                runners[0].runner,
                restart,
                limits,
                lambda *step: progress.append(step),
            )
            give(judge.sandbox, SUITE)
            return Stage(judge, runners, made, progress)

        yield make


def only(ran: Ran) -> Any:
    (evidence,) = ran.evidence
    return evidence


def limits(**changes: float) -> CaseLimits:
    return CaseLimits(**{**vars(LIMITS), **changes})


def test_the_suite_is_handed_over_whole() -> None:
    judge = FakeJudge(one_case)
    give(judge.sandbox, SUITE)
    judge.sandbox.close()
    kind, tag, body = judge.heard[0]
    assert (kind, tag) == (ToJudge.SUITE, -1)
    assert msgpack.unpackb(body) == {
        "files": {"hidden/t.py": b"x"}, "names": ["x"], "entry": ["f"], "classes": [], "seed": 1,
        "preload": [],
    }  # fmt: skip


def test_a_case_that_passes(stage: MakeStage) -> None:
    one = stage(one_case, [[IMPORTED], [answer(b"42")]])
    ran = one.run()
    evidence = only(ran)
    assert (evidence.finding, evidence.stop, evidence.detail) == (Finding.PASSED, None, "")
    assert evidence.case.name == "one"
    assert evidence.measure.calls == 1
    assert evidence.measure.wall_seconds >= 0
    assert ran.imported == {"names": ["f"], "callable": ["f"]}
    assert (ran.import_stop, ran.error) == (None, None)
    assert one.runners[0].asked == [b"question"]
    assert one.runners[0].kills == 2
    assert one.runners[0].sandbox.resets == 2
    assert one.progress == [("tests", 0, 1)]


def test_frames_carry_the_tag_of_their_case(stage: MakeStage) -> None:
    one = stage(one_case, [[IMPORTED], [printed(b"hello"), printed(b"oh", 2), answer(b"42")]])
    one.run()
    assert one.judge.heard[1:] == [
        (ToJudge.IMPORTED, -1, b"imported"),
        (ToJudge.IMPORTED, 0, b"imported"),
        (ToJudge.PRINTED, 0, b"\1hello"),
        (ToJudge.PRINTED, 0, b"\2oh"),
        (ToJudge.ANSWER, 0, b"42"),
    ]


def test_what_the_judge_found_is_the_evidence(stage: MakeStage) -> None:
    details = {"detail": "no", "feedback": ["f(1)", "2", "3"], "crash": "trace", "calls": 7}
    evidence = only(
        stage(lambda: one_case("assertion", **details), [[IMPORTED], [answer(b"1")]]).run()
    )
    assert evidence.finding is Finding.ASSERTION
    assert (evidence.detail, evidence.crash, evidence.measure.calls) == ("no", "trace", 7)
    assert vars(evidence.feedback) == {"call": "f(1)", "expected": "2", "got": "3"}


def test_a_broken_suite_is_told_in_the_judges_words(stage: MakeStage) -> None:
    def part() -> Talk:
        yield [begin(-1)]
        yield [IMPORT, say(FromJudge.DONE, msgpack.packb("no such fixture"))]

    ran = stage(part).run()
    assert (ran.error, ran.cases, ran.evidence) == ("no such fixture", None, ())


def test_names_of_cases_are_told_apart(stage: MakeStage) -> None:
    def planned(name: str, visibility: str, parameters: str | None) -> dict[str, Any]:
        case = {"id": name, "visibility": visibility, "name": name, "parameters": parameters}
        return case | {"group": None, "weight": 1, "hint": None}

    cases = [
        planned("a", "public", "1-2"), planned("a", "hidden", "3-4"), planned("a", "hidden", "5-6"),
        planned("a", "hidden", None), planned("b", "public", None),
    ]  # fmt: skip

    def part() -> Talk:
        yield [begin(-1)]
        yield [IMPORT, say(FromJudge.PLAN, msgpack.packb(cases)), DONE]

    found = stage(part).run().cases
    assert found is not None
    assert [case.name for case in found] == ["a [1-2]", "a", "a (2)", "a (3)", "b"]
    assert not any("3-4" in case.name for case in found)


class TestStops:
    """A limit that is reached ends the case, tells the judge, and leaves the runner for the next."""

    def stopped(self, one: Stage) -> Any:
        evidence = only(one.run())
        kinds = [(kind, tag) for kind, tag, _ in one.judge.heard]
        assert kinds.count((ToJudge.LOST, 0)) == 1
        assert one.judge.heard[-1][2].decode() == evidence.detail
        return evidence

    def test_wall_time(self, stage: MakeStage) -> None:
        one = stage(lambda: one_case("raised"), [[IMPORTED], []], limits=limits(wall_seconds=0.05))
        evidence = self.stopped(one)
        assert evidence.stop is Stop.WALL
        assert "0.05 s" in evidence.detail
        assert evidence.measure.wall_seconds >= 0.05
        assert one.runners[0].kills == 2

    def test_wall_time_of_an_import_in_a_case(self, stage: MakeStage) -> None:
        one = stage(lambda: one_case("raised"), [[], []], limits=limits(wall_seconds=0.05))
        assert self.stopped(one).stop is Stop.WALL

    def test_cpu_time(self, stage: MakeStage) -> None:
        one = stage(lambda: one_case("raised"), [[IMPORTED], []])
        one.runners[0].later = Usage(2.5, 50 * MIB, 50 * MIB, 0)
        evidence = self.stopped(one)
        assert evidence.stop is Stop.CPU
        assert evidence.measure.cpu_seconds == 1.5

    def test_cpu_time_of_the_last_moment(self, stage: MakeStage) -> None:
        """Read once more at the end: a case may pass all looks between."""
        one = stage(one_case, [[IMPORTED], [answer(b"1")]])
        one.runners[0].later = Usage(9.0, 50 * MIB, 50 * MIB, 0)
        assert only(one.run()).stop is Stop.CPU

    @pytest.mark.parametrize(
        "reading",
        [Usage(1.0, 50 * MIB, 151 * MIB, 0), Usage(1.0, 50 * MIB, 60 * MIB, 1)],
        ids=["peak", "killed in it"],
    )
    def test_memory(self, stage: MakeStage, reading: Usage) -> None:
        one = stage(lambda: one_case("raised"), [[IMPORTED], []])
        one.runners[0].later = reading
        evidence = self.stopped(one)
        assert evidence.stop is Stop.MEMORY
        assert "100 MiB" in evidence.detail

    def test_the_templates_own_memory_does_not_count(self, stage: MakeStage) -> None:
        one = stage(one_case, [[IMPORTED], [answer(b"1")]])
        one.runners[0].sandbox.usages = [Usage(1.0, 500 * MIB, 500 * MIB, 3)]
        one.runners[0].later = Usage(1.0, 500 * MIB, 599 * MIB, 3)
        evidence = only(one.run())
        assert evidence.stop is None

    def test_readings_that_are_not_there(self, stage: MakeStage) -> None:
        one = stage(one_case, [[IMPORTED], [answer(b"1")]])
        one.runners[0].sandbox.usages = [Usage(None, None, None, None)]
        evidence = only(one.run())
        assert evidence.stop is None
        assert (evidence.measure.cpu_seconds, evidence.measure.peak_memory_bytes) == (None, None)

    def test_output(self, stage: MakeStage) -> None:
        noise = [printed(b"x" * 400)] * 3
        one = stage(lambda: one_case("raised"), [[IMPORTED], noise])
        evidence = self.stopped(one)
        assert evidence.stop is Stop.OUTPUT
        assert sum(kind is ToJudge.PRINTED for kind, _, _ in one.judge.heard) == 2

    def test_an_answer_that_is_too_large(self, stage: MakeStage) -> None:
        frame = bytes([FromRunner.DATA]) + (MAX_FRAME + 1).to_bytes(4, "big")
        evidence = self.stopped(stage(lambda: one_case("raised"), [[IMPORTED], [frame]]))
        assert evidence.stop is Stop.OUTPUT

    @pytest.mark.parametrize(
        ("event", "detail"),
        [
            (ended(0, 0), "status 0"),
            (ended(0, 3), "status 3"),
            (ended(11, 0), "signal 11"),
            (ended(9, 0), "signal 9"),
        ],
    )
    def test_exit(self, stage: MakeStage, event: bytes, detail: str) -> None:
        evidence = self.stopped(stage(lambda: one_case("raised"), [[IMPORTED], [event]]))
        assert evidence.stop is Stop.EXITED
        assert detail in evidence.detail

    def test_an_exit_is_never_a_pass(self, stage: MakeStage) -> None:
        one = stage(lambda: one_case("passed"), [[IMPORTED], [ended(0, 0)]])
        assert self.stopped(one).stop is Stop.EXITED

    def test_killed_by_the_kernel_for_memory(self, stage: MakeStage) -> None:
        one = stage(lambda: one_case("raised"), [[IMPORTED], [ended(9, 0)]])
        one.runners[0].later = Usage(1.0, 50 * MIB, 60 * MIB, 1)
        assert self.stopped(one).stop is Stop.MEMORY

    def test_an_answer_that_nobody_asked_for(self, stage: MakeStage) -> None:
        one = stage(lambda: one_case("passed"), [[IMPORTED], [answer(b"1"), answer(b"2")]])
        assert only(one.run()).stop is Stop.PROTOCOL

    def test_two_answers_to_the_import(self, stage: MakeStage) -> None:
        def part() -> Talk:
            yield [begin(-1)]
            message = yield [IMPORT, plan("one"), begin(0)]
            while message[0] is ToJudge.IMPORTED:
                message = yield []
            yield [end("raised"), DONE]

        one = stage(part, [[IMPORTED, IMPORTED]])
        assert only(one.run()).stop is Stop.PROTOCOL

    def test_only_the_first_stop_counts_and_nothing_follows_it(self, stage: MakeStage) -> None:
        frames = [ended(0, 5), answer(b"late"), printed(b"late"), ended(9, 0)]
        one = stage(lambda: one_case("raised"), [[IMPORTED], frames])
        evidence = self.stopped(one)
        assert "status 5" in evidence.detail
        assert not any(body == b"late" for _, _, body in one.judge.heard)

    def test_questions_after_the_end_go_nowhere(self, stage: MakeStage) -> None:
        def part() -> Talk:
            yield [begin(-1)]
            yield [IMPORT, plan("one"), begin(0)]
            yield [ASK]
            yield [ASK, end("raised"), DONE]

        one = stage(part, [[IMPORTED], [ended(0, 1)]])
        assert only(one.run()).stop is Stop.EXITED
        assert len(one.runners[0].asked) == 1

    def test_what_stopped_the_import_of_the_collection(self, stage: MakeStage) -> None:
        def part() -> Talk:
            message = yield [begin(-1)]
            assert message[0] is ToJudge.LOST
            error = {"error": {"text": message[2].decode(), "frames": []}}
            yield [say(FromJudge.IMPORT, msgpack.packb(error)), plan("one"), DONE]

        one = stage(part)
        one.runners[0].cases[0] = [[ended(0, 7)]]
        ran = one.run()
        assert ran.import_stop is Stop.EXITED
        assert "status 7" in ran.import_detail
        assert ran.evidence == ()


class TestCases:
    """Nothing of one case reaches into another."""

    def two(self) -> Talk:
        yield [begin(-1)]
        yield [IMPORT, plan("one", "two"), begin(0)]
        message = yield [ASK]
        while message[0] is not ToJudge.LOST:
            message = yield []
        yield [end("raised"), begin(1)]
        message = yield [ASK]
        while message[0] is not ToJudge.ANSWER:
            message = yield []
        yield [end(), DONE]

    def test_a_stopped_case_leaves_the_next_alone(self, stage: MakeStage) -> None:
        one = stage(self.two, [[IMPORTED], [ended(0, 1)]], [[IMPORTED], [answer(b"2")]])
        first, second = one.run().evidence
        assert (first.stop, second.stop) == (Stop.EXITED, None)
        assert second.finding is Finding.PASSED
        assert one.progress == [("tests", 0, 2), ("tests", 1, 2)]
        assert len(one.runners) == 1

    def test_frames_of_a_dead_case_are_not_the_next_ones(self, stage: MakeStage) -> None:
        one = stage(
            self.two, [[IMPORTED], [ended(0, 1), answer(b"stale")]], [[IMPORTED], [answer(b"2")]]
        )
        one.runners[0].clean = [
            answer(b"staler"),
            printed(b"staler"),
            ended(0, 3),
            bytes([FromRunner.CLEAN]),
        ]
        first, second = one.run().evidence
        assert (first.stop, second.stop) == (Stop.EXITED, None)
        assert not any(body.startswith(b"stale") for _, _, body in one.judge.heard)

    def test_half_a_frame_of_a_dead_case_does_not_spoil_the_next(self, stage: MakeStage) -> None:
        half = bytes([FromRunner.DATA]) + encode_frame(b"x" * 100)[:50]
        one = stage(self.two, [[IMPORTED], [half, ended(0, 1)]], [[IMPORTED], [answer(b"2")]])
        assert [each.stop for each in one.run().evidence] == [Stop.EXITED, None]
        assert (ToJudge.ANSWER, 1, b"2") in one.judge.heard

    def test_time_of_the_submission_is_used_up(self, stage: MakeStage) -> None:
        def part() -> Talk:
            yield [begin(-1)]
            yield [IMPORT, plan("one", "two", "three"), begin(0)]
            message = yield [ASK]
            while message[0] is not ToJudge.LOST:
                message = yield []
            message = yield [end("raised"), begin(1)]
            assert message[:2] == (ToJudge.LOST, 1)
            message = yield [end("raised"), begin(2)]
            assert message[:2] == (ToJudge.LOST, 2)
            yield [end("raised"), DONE]

        one = stage(part, [[IMPORTED], []], limits=limits(submission_seconds=0.1))
        found = one.run().evidence
        assert [each.stop for each in found] == [Stop.SUBMISSION_TIME] * 3
        assert found[1].measure.wall_seconds == 0
        assert one.runners[0].kills == 2


class TestRunnerLost:
    def test_taken_from_us(self, stage: MakeStage) -> None:
        one = stage(one_case, [[IMPORTED], []])
        react = one.runners[0]._react

        def lose(frame: bytes) -> Frames:
            if frame[0] == ToRunner.DATA:
                one.runners[0].sandbox.lost = SandboxLost("the engine is away")
            return react(frame)

        one.runners[0].sandbox._react = lose
        with pytest.raises(SandboxLost, match="the runner was lost: the engine is away") as lost:
            one.run()
        assert lost.value.hint == "last words"

    def test_by_memory_it_is_the_cases_and_the_next_has_a_new_one(self, stage: MakeStage) -> None:
        one = stage(TestCases().two, [[IMPORTED], []], spare=[[[IMPORTED], [answer(b"2")]]])
        react = one.runners[0]._react

        def lose(frame: bytes) -> Frames:
            if frame[0] == ToRunner.DATA:
                one.runners[0].sandbox.lost = SandboxLost("killed", memory=True)
            return react(frame)

        one.runners[0].sandbox._react = lose
        first, second = one.run().evidence
        assert first.stop is Stop.MEMORY
        assert (second.stop, second.finding) == (None, Finding.PASSED)
        assert len(one.runners) == 2
        assert one.runners[0].sandbox.closed

    @pytest.mark.parametrize(
        "frame", [b"", b"\xff", bytes([FromRunner.ENDED]) + b"\xc1", bytes([FromRunner.PRINTED])]
    )
    def test_a_template_that_breaks_the_protocol(self, stage: MakeStage, frame: bytes) -> None:
        one = stage(TestCases().two, [[IMPORTED], [frame]], spare=[[[IMPORTED], [answer(b"2")]]])
        first, second = one.run().evidence
        assert (first.stop, second.stop) == (Stop.PROTOCOL, None)
        assert len(one.runners) == 2

    @pytest.mark.parametrize(
        "clean", [[], [bytes([FromRunner.CLEAN]) + b"dirty"]], ids=["silent", "dirty"]
    )
    def test_a_case_that_cannot_be_cleaned_up(
        self, stage: MakeStage, clean: Frames, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(drive, "_KILL_SECONDS", 0.05)
        one = stage(
            TestCases().two, [[IMPORTED], [ended(0, 1)]], spare=[[[IMPORTED], [answer(b"2")]]]
        )
        react = one.runners[0]._react

        def spoil(frame: bytes) -> Frames:
            if one.runners[0].asked:
                one.runners[0].clean = clean
            return react(frame)

        one.runners[0].sandbox._react = spoil
        first, second = one.run().evidence
        assert first.stop is Stop.EXITED
        assert (second.stop, second.finding) == (None, Finding.PASSED)
        assert len(one.runners) == 2

    def test_a_passing_case_whose_runner_is_spoilt_at_its_end(
        self, stage: MakeStage, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(drive, "_KILL_SECONDS", 0.05)
        one = stage(one_case, [[IMPORTED], [answer(b"1")]])
        react = one.runners[0]._react

        def spoil(frame: bytes) -> Frames:
            if one.runners[0].asked:
                one.runners[0].clean = []
            return react(frame)

        one.runners[0].sandbox._react = spoil
        evidence = only(one.run())
        assert evidence.stop is Stop.PROTOCOL
        assert len(one.judge.heard) > 0

    def test_lost_while_it_is_measured(self, stage: MakeStage) -> None:
        one = stage(one_case, [[IMPORTED], [answer(b"1")]])
        one.runners[0].later = SandboxLost("gone")
        with pytest.raises(SandboxLost, match="gone"):
            one.run()


class TestJudge:
    def test_silent(self, stage: MakeStage, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(relay, "_JUDGE_SECONDS", 0.01)

        def part() -> Talk:
            yield [begin(-1)]
            yield [IMPORT, plan("one")]

        with pytest.raises(GraderError, match="did not go on"):
            stage(part).run()

    def test_lost(self, stage: MakeStage) -> None:
        one = stage(one_case, [[IMPORTED], []])
        one.judge.sandbox.lost = SandboxLost("gone", "start it")
        with pytest.raises(SandboxLost, match="the judge was lost: gone") as lost:
            one.run()
        assert lost.value.hint == "start it"

    def test_an_end_without_a_beginning(self, stage: MakeStage) -> None:
        def part() -> Talk:
            yield [end()]

        with pytest.raises(GraderError, match="not begun"):
            stage(part).run()

    def test_judge_time_between_calls_does_not_count(self, stage: MakeStage) -> None:
        """Only the runner's turn is on the clock: with no wall time at all a case without calls passes."""

        def part() -> Talk:
            yield [begin(-1)]
            yield [IMPORT, plan("one"), begin(0)]
            yield [end("broken"), DONE]

        evidence = only(stage(part, [[IMPORTED]]).run())
        assert (evidence.stop, evidence.finding) == (None, Finding.BROKEN)
