"""One suite, run: frames pass between judge and runner, the clock is watched, and every case leaves its evidence.

The two never run at once for the same case: a request makes it the runner's turn, an answer the judge's. Time counts
while it is the runner's turn, the import of the submission included.
"""

from __future__ import annotations

import select
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from typing import Any, Final

import msgpack

from grader.errors import GraderError
from grader.outcome import Case, Evidence, Feedback, Finding, Measure, Stop
from grader.suite import CaseLimits, Ran
from sandbox.drive import Answer, Ended, Malformed, Printed, Runner, Unresponsive
from sandbox.engine import Sandbox, SandboxLost, Usage
from sandbox.wire.frames import FrameReader, encode_frame
from sandbox.wire.messages import COLLECTION, MAX_FRAME, FromJudge, ToJudge, case_tag

_LOOK_SECONDS: Final = 0.05  # how often CPU and memory of a busy case are read
_JUDGE_SECONDS: Final = 120.0
_SIGKILL: Final = 9


@dataclass
class _Running:
    """The case under way."""

    number: int
    before: Usage | None = None  # None: its process was never started
    runners_turn_since: float | None = None
    wall_seconds: float = 0.0
    printed: int = 0
    answered: bool = False  # the first answer tells of the import
    stop: Stop | None = None
    detail: str = ""
    measure: Measure | None = None

    def wall_until(self, now: float) -> float:
        """The runner's time, its turn under way included."""
        turn = 0.0 if self.runners_turn_since is None else now - self.runners_turn_since
        return self.wall_seconds + turn


@dataclass
class _Notes:
    """What has been learnt so far."""

    imported: dict[str, Any] = field(default_factory=dict)
    import_case: _Running | None = None
    cases: tuple[Case, ...] | None = None
    evidence: list[Evidence] = field(default_factory=list)
    wall_seconds: float = 0.0
    error: str | None = None
    done: bool = False


class Relay:
    """Runs one suite on a judge and a runner; `restart` gives a new runner in place of a spoilt one."""

    def __init__(
        self,
        judge: Sandbox,
        runner: Runner,
        restart: Callable[[], Runner],
        limits: CaseLimits,
        progress: Callable[[str, int, int], None],
    ) -> None:
        self._judge = judge
        self._runner = runner
        self._restart = restart
        self._limits = limits
        self._progress = progress
        self._frames = FrameReader(MAX_FRAME + 1024)
        self._notes = _Notes()
        self._case: _Running | None = None
        self._judge_heard = self._looked = time.monotonic()

    def run(self) -> Ran:
        """Until the judge, given its suite before, is done.

        Raises SandboxError when judge, runner or engine fail us, GraderError when the judge hangs.
        """
        while not self._notes.done:
            for heard in self._wait():
                heard()
        notes, imported = self._notes, self._notes.import_case or _Running(COLLECTION)
        return Ran(
            notes.imported,
            imported.stop,
            imported.detail,
            _measured(imported, 0),
            notes.cases,
            tuple(notes.evidence),
            notes.error,
        )

    # -- waiting

    def _wait(self) -> list[Callable[[], None]]:
        """Whom to hear next, one at a time: hearing one may use up what the other had said."""
        self._enforce()
        sources = {self._judge: self._hear_judge, self._runner.sandbox: self._hear_runner}
        ready = [heard for source, heard in sources.items() if source.pending()]
        if ready:
            return ready[:1]
        hear = {source.fileno(): heard for source, heard in sources.items()}
        poller = select.poll()  # cheaper than a selector, which is a descriptor of its own
        for descriptor in hear:
            poller.register(descriptor, select.POLLIN)
        found = poller.poll(1000 * self._patience())
        return [hear[descriptor] for descriptor, _ in found][:1]

    def _patience(self) -> float:
        case = self._case
        if case is None or case.runners_turn_since is None:
            return 1.0
        left = self._limits.wall_seconds - case.wall_until(time.monotonic())
        return min(max(left, 0.0), _LOOK_SECONDS)

    def _enforce(self) -> None:
        case, now = self._case, time.monotonic()
        if case is None or case.runners_turn_since is None:
            if now - self._judge_heard > _JUDGE_SECONDS:
                raise GraderError(
                    f"the hidden tests did not go on for {_JUDGE_SECONDS:.0f} s without the submission",
                    "A test of this problem hangs in its own code: run it with an accepted solution.",
                )
            return
        wall = case.wall_until(now)
        if wall >= self._limits.wall_seconds:
            self._stop(Stop.WALL, f"no answer within {self._limits.wall_seconds:g} s")
        elif self._notes.wall_seconds + wall >= self._limits.submission_seconds:
            self._stop(
                Stop.SUBMISSION_TIME,
                f"all cases together took {self._limits.submission_seconds:g} s",
            )
        elif now - self._looked > _LOOK_SECONDS:
            self._looked = now
            self._look(case)

    def _look(self, case: _Running) -> None:
        """Compare CPU and memory, read from outside, with the limits."""
        before, now = case.before, self._runner.sandbox.usage()
        if before is None:
            return
        cpu = _difference(now.cpu_seconds, before.cpu_seconds)
        memory = _difference(now.peak_memory_bytes, before.memory_bytes)
        if _was_out_of_memory(before, now) or (memory or 0) > self._limits.memory_bytes:
            self._stop(Stop.MEMORY, self._over_memory())
        elif (cpu or 0.0) > self._limits.cpu_seconds:
            self._stop(Stop.CPU, f"more than {self._limits.cpu_seconds:g} s of processor time")

    # -- the judge

    def _hear_judge(self) -> None:
        try:
            self._frames.feed(self._judge.receive())
        except SandboxLost as lost:
            raise SandboxLost(f"the judge was lost: {lost.message}", lost.hint) from lost
        self._judge_heard = time.monotonic()
        for frame in self._frames:
            self._obey_judge(FromJudge(frame[0]), memoryview(frame)[1:])

    def _obey_judge(self, kind: FromJudge, body: memoryview) -> None:
        if kind is FromJudge.ASK:
            self._ask(body)
        elif kind is FromJudge.BEGIN:
            self._begin(int(bytes(body)))
        elif kind is FromJudge.END:
            self._end(msgpack.unpackb(body))
        elif kind is FromJudge.IMPORT:
            self._notes.imported, self._notes.import_case = msgpack.unpackb(body), self._case
        elif kind is FromJudge.PLAN:
            self._plan(msgpack.unpackb(body))
        elif kind is FromJudge.DONE:
            self._finish_process()
            self._notes.error, self._notes.done = msgpack.unpackb(body), True

    def _plan(self, found: list[dict[str, Any]]) -> None:
        self._finish_process()
        seen: dict[str, int] = {}
        cases = []
        for planned in found:
            parameters = planned.pop("parameters")
            if planned["visibility"] == "public" and parameters:
                planned["name"] += f" [{parameters}]"
            seen[planned["name"]] = seen.get(planned["name"], 0) + 1
            if seen[planned["name"]] > 1:
                planned["name"] += f" ({seen[planned['name']]})"
            cases.append(Case(**planned))
        self._notes.cases = tuple(cases)

    def _begin(self, number: int) -> None:
        self._finish_process()
        self._case = case = _Running(number)
        if self._notes.wall_seconds >= self._limits.submission_seconds:
            self._stop(
                Stop.SUBMISSION_TIME,
                f"all cases together took {self._limits.submission_seconds:g} s",
            )
            return
        if self._notes.cases is not None:
            self._progress("tests", number, len(self._notes.cases))
        with self._losing_runner():
            case.before = self._runner.fork()
            case.runners_turn_since = time.monotonic()

    def _ask(self, message: memoryview) -> None:
        if self._case is None or self._case.stop is not None:
            return  # sent before the judge could know that the process is gone
        with self._losing_runner():
            self._case.runners_turn_since = time.monotonic()
            self._runner.send(message)

    def _end(self, found: dict[str, Any]) -> None:
        case = self._case
        if case is None or self._notes.cases is None:
            raise GraderError("the judge ended a case that was not begun")
        self._finish_process()
        compared = found["feedback"]
        self._notes.evidence.append(
            Evidence(
                case=self._notes.cases[case.number],
                finding=Finding(found["finding"]),
                stop=case.stop,
                detail=case.detail or found["detail"],
                measure=_measured(case, found["calls"]),
                feedback=Feedback(*compared) if compared else None,
                crash=found["crash"],
            )
        )

    def _tell_judge(self, kind: ToJudge, body: bytes = b"") -> None:
        number = self._case.number if self._case is not None else COLLECTION
        self._judge.send(encode_frame(bytes([kind]), case_tag(number), body))

    # -- the runner

    def _hear_runner(self) -> None:
        with self._losing_runner():
            for event in self._runner.events():
                self._take(event)

    def _take(self, event: Answer | Printed | Ended | Malformed) -> None:
        case = self._case
        if case is None or case.stop is not None or case.before is None:
            return  # of a process whose fate is sealed
        if isinstance(event, Answer):
            self._pass_on(case, event.payload)
        elif isinstance(event, Printed):
            case.printed += len(event.data)
            if case.printed > self._limits.output_bytes:
                self._stop(Stop.OUTPUT, f"printed more than {self._limits.output_bytes >> 10} KiB")
            else:
                self._tell_judge(ToJudge.PRINTED, bytes([event.stream]) + event.data)
        elif isinstance(event, Malformed):
            stop = Stop.OUTPUT if event.too_large else Stop.PROTOCOL
            self._stop(stop, f"an answer could not be read: {event.reason}")
        else:
            self._ended(case, event)

    def _pass_on(self, case: _Running, payload: bytes) -> None:
        if case.runners_turn_since is None:
            self._stop(Stop.PROTOCOL, "the process sent an answer that nobody had asked for")
            return
        self._end_turn(case)
        self._judge_heard = time.monotonic()  # its turn, and its patience, begin now
        self._tell_judge(ToJudge.ANSWER if case.answered else ToJudge.IMPORTED, payload)
        case.answered = True

    def _ended(self, case: _Running, event: Ended) -> None:
        killed = case.before is not None and _was_out_of_memory(
            case.before, self._runner.sandbox.usage()
        )
        if event.signal == _SIGKILL and killed:
            self._stop(Stop.MEMORY, self._over_memory())
        elif event.signal:
            self._stop(Stop.EXITED, f"the process was ended by signal {event.signal}")
        else:
            self._stop(Stop.EXITED, f"the process exited with status {event.status}")

    def _over_memory(self) -> str:
        return f"more than {self._limits.memory_bytes >> 20} MiB"

    # -- ends

    def _end_turn(self, case: _Running) -> None:
        case.wall_seconds = case.wall_until(time.monotonic())
        case.runners_turn_since = None

    def _stop(self, stop: Stop, detail: str) -> None:
        """End the case's process; the judge learns that it is gone."""
        case = self._case
        if case is None or case.stop is not None:
            return
        case.stop, case.detail = stop, detail
        self._finish_process()
        self._tell_judge(ToJudge.LOST, detail.encode())

    def _finish_process(self) -> None:
        """Measure and kill the process of the case under way, if it has one."""
        case = self._case
        if case is None or case.before is None:
            return
        self._end_turn(case)
        if case.stop is None:
            self._look(case)
        before, case.before = case.before, None
        if before is None:
            return
        with self._losing_runner():
            case.measure = _measure(before, self._runner.sandbox.usage(), case)
            self._runner.kill()
        self._notes.wall_seconds += case.wall_seconds

    @contextmanager
    def _losing_runner(self) -> Iterator[None]:
        """A runner spoilt by a case is replaced; one that was taken from us is an error of ours."""
        try:
            yield
        except Unresponsive as fault:
            self._replace_runner(Stop.PROTOCOL, str(fault))
        except SandboxLost as lost:
            if not lost.memory:
                raise SandboxLost(
                    f"the runner was lost: {lost.message}",
                    lost.hint or self._runner.sandbox.diagnosis(),
                ) from lost
            self._replace_runner(Stop.MEMORY, self._over_memory())

    def _replace_runner(self, stop: Stop, detail: str) -> None:
        self._runner.sandbox.close()
        self._runner = self._restart()
        case = self._case
        if case is not None:
            case.before = None
            self._end_turn(case)
            self._stop(stop, detail)


def _measured(case: _Running, calls: int) -> Measure:
    found = case.measure or Measure(case.wall_seconds, None, None, 0)
    return replace(found, calls=calls)


def _measure(before: Usage, after: Usage, case: _Running) -> Measure:
    peak = _difference(after.peak_memory_bytes, before.memory_bytes)
    return Measure(
        wall_seconds=case.wall_seconds,
        cpu_seconds=_difference(after.cpu_seconds, before.cpu_seconds),
        peak_memory_bytes=None if peak is None else max(0, int(peak)),
        calls=0,
    )


def _was_out_of_memory(before: Usage, after: Usage) -> bool:
    """Whether the kernel has killed for want of memory in between."""
    return (after.oom_kills or 0) > (before.oom_kills or 0)


def _difference(after: float | None, before: float | None) -> float | None:
    return None if after is None or before is None else after - before
