"""Two worlds joined in memory: a judge's in this thread, a runner's in a thread of its own."""

from __future__ import annotations

import itertools
import queue
import sys
import textwrap
import threading
import types
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any, Final

from sandbox.wire.mirrors import ClassDescription, Origin, mirror_class, mirror_instance
from sandbox.wire.operations import OPERATIONS
from sandbox.wire.values import Codec, Reference
from sandbox.wire.world import World

_PATIENCE: Final = 20.0
_END: Final = None
_NUMBERS: Final = itertools.count()
_ANCHOR: Final = ("module", "module", "builtins", None, (), ("__dir__",), (), None)

Serve = Callable[[str, tuple[Any, ...], dict[str, Any]], object]


class LinkClosed(BaseException):
    """Nothing more will come."""


class Channel:
    """One end of a link in memory. `sent` keeps a copy of all that went out."""

    def __init__(self, incoming: queue.Queue[Any], outgoing: queue.Queue[Any]) -> None:
        self._incoming = incoming
        self._outgoing = outgoing
        self.sent: list[bytes] = []

    def send(self, message: bytes) -> None:
        """Never blocks."""
        self.sent.append(message)
        self._outgoing.put(message)

    def receive(self) -> bytes:
        """The next message; raises LinkClosed at the end."""
        message: bytes | None = self._incoming.get(timeout=_PATIENCE)
        if message is _END:
            raise LinkClosed
        return message

    def close(self) -> None:
        """Let the other end know that nothing more comes."""
        self._outgoing.put(_END)


class Runner:
    """A process of a runner: its module and its world, which serves in a thread until it is closed."""

    def __init__(self, source: str, incoming: queue.Queue[Any], outgoing: queue.Queue[Any]) -> None:
        self.module = types.ModuleType(f"candidate_{next(_NUMBERS)}")
        sys.modules[self.module.__name__] = self.module
        code = compile(textwrap.dedent(source), "candidate.py", "exec", dont_inherit=True)
        exec(code, self.module.__dict__)
        self.link = Channel(incoming, outgoing)
        self.operations: list[str] = []
        self.failure: BaseException | None = None
        self.world = World(
            self.link, self._serve, parity=1, may_export=lambda value: True, guarded=False
        )
        self.world.module, self.world.filename = self.module, "candidate.py"
        self._thread = threading.Thread(target=self._run, daemon=True)
        self._thread.start()

    def _serve(self, operation: str, args: tuple[Any, ...], kwargs: dict[str, Any]) -> object:
        self.operations.append(operation)
        return OPERATIONS[operation](*args, **kwargs)

    def _run(self) -> None:
        try:
            self.world.peer.serve_forever()
        except LinkClosed:
            return
        except BaseException as error:
            self.failure = error
            self.link.close()

    def join(self) -> None:
        """Wait until it has ended."""
        self._thread.join(_PATIENCE)
        sys.modules.pop(self.module.__name__, None)


class Conversation:
    """A judge's world and the runner that it talks to; `restart` begins the next case in a fresh one."""

    def __init__(
        self, source: str, serve: Serve | None, may_export: Callable[[object], bool] | None
    ) -> None:
        self._source = source
        self._to_judge: queue.Queue[Any] = queue.Queue()
        self._to_runner: queue.Queue[Any] = queue.Queue()
        self.link = Channel(self._to_judge, self._to_runner)
        self.world = World(
            self.link,
            serve or (lambda operation, args, kwargs: OPERATIONS[operation](*args, **kwargs)),
            parity=0,
            may_export=may_export or (lambda value: True),
            guarded=True,
        )
        where = Origin(self.world, -1, -1, path="")
        self.anchor = mirror_instance(
            mirror_class(ClassDescription(-1, *_ANCHOR), where), None, where
        )
        self._start()

    def _start(self) -> None:
        self.world.new_epoch()
        self.runner = Runner(self._source, self._to_runner, self._to_judge)

    def __getattr__(self, name: str) -> Any:
        """What the module holds under a name, as a test that imports it gets it."""
        return self.world.ask("getattr", self.anchor, name)

    def known(self, name: str) -> Any:
        """A class of the module that is meant to be one: its instances may compare themselves."""
        cls = self.world.ask("getattr", self.anchor, name)
        self.world.trust(cls)
        return cls

    def restart(self, source: str | None = None) -> None:
        """A new case: nothing of the old process is left."""
        self._source = self._source if source is None else source
        self.close()
        self._start()

    def close(self) -> None:
        """End the runner's thread."""
        self.link.close()
        self.runner.join()


@contextmanager
def conversation(
    source: str, *, serve: Serve | None = None, may_export: Callable[[object], bool] | None = None
) -> Iterator[Any]:
    """A judge's end of a conversation with a module of this source."""
    talk = Conversation(source, serve, may_export)
    try:
        yield talk
    finally:
        talk.close()
        assert talk.runner.failure is None, talk.runner.failure


class Ref:
    """A reference that a hostile side makes up."""

    def __init__(self, kind: str, *fields: object) -> None:
        self.reference = Reference(kind, fields)


#: Encodes what no well-behaved side would: any `Ref`.
FORGER: Final = Codec(refer=lambda value: value.reference if isinstance(value, Ref) else None)


class Script:
    """A link whose other end says what it was told to, whatever it is asked. "ID" is the last question's."""

    def __init__(self, world: World | None = None) -> None:
        self.world = world
        self.lines: list[Any] = []
        self.heard: list[list[Any]] = []

    def send(self, message: bytes) -> None:
        """Note what was asked."""
        self.heard.append(Codec(resolve=lambda reference: reference).decode(message))  # type: ignore[arg-type]  # a message is a list

    def receive(self) -> bytes:
        """The next line, encoded unless it is bytes."""
        if not self.lines:
            raise LinkClosed
        line = self.lines.pop(0)
        if type(line) is bytes:
            return line
        asked = [heard[1] for heard in self.heard if heard[0] == "?"]
        if type(line) is list:
            line = [asked[-1] if field == "ID" else field for field in line]
        return FORGER.encode(line)


def answer(value: object) -> list[object]:
    """A well-formed answer with any value in it."""
    return ["=", "ID", FORGER.encode(value), [], []]
