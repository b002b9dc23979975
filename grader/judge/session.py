"""The judge's end of the conversation with one submission, case by case."""

from __future__ import annotations

import sys
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, Final

from grader.judge.exports import Policy
from sandbox.wire.messages import COLLECTION, TAG_BYTES, FromJudge, ToJudge, case_tag
from sandbox.wire.mirrors import ClassDescription, Origin, mirror_class, mirror_instance, origin
from sandbox.wire.values import Unencodable, WireError
from sandbox.wire.world import World


class RunnerLost(BaseException):
    """The case's process is gone. Not an Exception: no test may take it for one that the candidate raised."""


class ImportFailed(BaseException):
    """The submission, imported before, could not be imported in this case's fresh process."""


@dataclass
class Call:
    """The last call that the tests made, for messages."""

    name: str
    args: tuple[Any, ...]
    kwargs: dict[str, Any]


@dataclass
class Record:
    """What the judge notes of the case under way."""

    calls: int = 0
    last: Call | None = None
    results: deque[object] = field(default_factory=lambda: deque(maxlen=4))
    fault: str | None = None  # the process broke the protocol: the case cannot pass any more


class _RecordingWorld(World):
    """Notes the calls that tests make."""

    def __init__(self, session: Session, policy: Policy) -> None:
        super().__init__(
            session, policy.serve, parity=0, may_export=policy.may_export, guarded=True
        )
        self._session = session

    def ask(self, operation: str, target: object, /, *args: object, **kwargs: object) -> Any:
        record = self._session.record
        if operation == "__call__":
            record.last = Call(_name(target), args, kwargs)
        elif operation == "method":
            record.last = Call(str(args[0]), args[1:], kwargs)
        try:
            value = super().ask(operation, target, *args, **kwargs)
        except Unencodable:
            raise
        except WireError as error:
            record.fault = f"the answer could not be read: {error}"
            raise
        record.results.append(value)
        return value


def _name(target: object) -> str:
    where = origin(target)
    return (where.path if where is not None else None) or "the returned function"


class Session:
    """Carries requests to the process of the case under way. `receive` gives the host's next frame."""

    def __init__(
        self,
        receive: Callable[[], bytes],
        tell: Callable[[FromJudge, bytes], None],
        policy: Policy,
        classes: frozenset[str],
    ) -> None:
        """`classes`: the names that the problem means to be classes of the submission."""
        self._receive = receive
        self.tell = tell
        self._classes = classes
        self._tag = case_tag(COLLECTION)
        self._lost: str | None = None
        self._imported: dict[str, Any] | None = None
        self.record = Record()
        self.world = _RecordingWorld(self, policy)
        self._anchor = self._module_anchor()

    def begin(self, case: int) -> None:
        """Ask for a fresh process; nothing of an earlier case reaches into this one."""
        self.world.new_epoch()
        self._tag = case_tag(case)
        self._lost, self._imported, self.record = None, None, Record()
        self.tell(FromJudge.BEGIN, str(case).encode())

    def imported(self) -> dict[str, Any]:
        """How the import went in the case's process: plain data of the runner's, checked for its types."""
        while self._imported is None:
            if self._lost is not None:
                raise RunnerLost(self._lost)
            if self._handle(self._receive()) is not None:
                raise WireError("an answer came before the import was done")
        return self._imported

    def named(self, name: str) -> Any:
        """What the submission's module holds under a name; raises AttributeError."""
        value = self.world.ask("getattr", self._anchor, name)
        if name in self._classes:
            self.world.trust(value)
        return value

    def doc(self) -> str | None:
        """The module's docstring."""
        try:
            found = self.world.ask("getattr", self._anchor, "__doc__")
        except BaseException:  # lost, failed, or whatever the submission raises
            return None
        return found if type(found) is str else None

    @property
    def collecting(self) -> bool:
        """True until the first case begins."""
        return self._tag == case_tag(COLLECTION)

    def rename(self, name: str, value: object) -> None:
        """Set a name of the submission's module."""
        self.world.ask("setattr", self._anchor, name, value)

    def remove(self, name: str) -> None:
        """Delete a name of the submission's module."""
        self.world.ask("delattr", self._anchor, name)

    # the link of the world's peer

    def send(self, message: bytes) -> None:
        """A message of the peer's, once the import is done."""
        if self._lost is not None:
            raise RunnerLost(self._lost)
        failure = self.imported().get("error")
        if failure is not None:
            self.record.fault = (
                f"importing the submission raised {failure.get('type')}: {failure.get('text')}"
            )
            raise ImportFailed(self.record.fault)
        self.record.calls += 1
        self.tell(FromJudge.ASK, message)

    def receive(self) -> bytes:
        """The next message for the peer; what was printed goes to this side's standard streams first."""
        while True:
            message = self._handle(self._receive())
            if message is not None:
                return message

    def _handle(self, frame: bytes) -> bytes | None:
        kind, tag, body = ToJudge(frame[0]), frame[1 : 1 + TAG_BYTES], frame[1 + TAG_BYTES :]
        if tag != self._tag:
            return None  # of a case that has ended meanwhile
        if kind is ToJudge.ANSWER:
            return body
        if kind is ToJudge.IMPORTED:
            self._imported = self._read_import(body)
        elif kind is ToJudge.PRINTED:
            stream = sys.stdout if body[0] == 1 else sys.stderr
            stream.write(body[1:].decode(errors="replace"))
        elif kind is ToJudge.LOST:
            self._lost = body.decode()
            raise RunnerLost(self._lost)
        return None

    def _read_import(self, body: bytes) -> dict[str, Any]:
        try:
            return _checked_import(self.world.peer.codec.decode(body))
        except WireError as error:
            text = f"the process's first message could not be read: {error}"
            return {"error": {"text": text, "frames": []}}

    def _module_anchor(self) -> Any:
        fields = ("module", "module", "builtins", None, (), ("__dir__",), (), None)
        where = Origin(self.world, -1, -1, path="")
        return mirror_instance(mirror_class(ClassDescription(-1, *fields), where), None, where)


_TEXTS: Final = ("type", "text", "module")


def _checked_import(found: object) -> dict[str, Any]:
    """The runner's word on the import with every field of the type that it must have; raises WireError."""
    if type(found) is not dict:
        raise WireError("the import's outcome is malformed")
    error = found.get("error")
    if error is None:
        return {key: _strings(found.get(key)) for key in ("names", "callable")}
    if type(error) is not dict:
        raise WireError("the import's failure is malformed")
    checked: dict[str, Any] = {
        key: str(error[key]) for key in _TEXTS if type(error.get(key)) is str
    }
    checked["frames"] = _checked_frames(error.get("frames"))
    syntax = error.get("syntax")
    if type(syntax) is list and len(syntax) == 4:
        kinds = (str, int, int, str)
        checked["syntax"] = [
            field if type(field) is kind else None
            for field, kind in zip(syntax, kinds, strict=True)
        ]
    return {"error": checked}


def _strings(values: object) -> list[str]:
    if type(values) is not list or not all(type(value) is str for value in values):
        raise WireError("a list of names is malformed")
    return values


def _is_line(number: int) -> bool:
    return 0 <= number < 1 << 31


def _checked_frames(frames: object) -> list[list[object]]:
    if type(frames) is not list:
        raise WireError("the frames of a failure are malformed")
    for frame in frames:
        if (
            type(frame) is not list
            or [type(field) for field in frame] != [int, str]
            or not _is_line(frame[0])
        ):
            raise WireError("the frames of a failure are malformed")
    return frames[:200]
