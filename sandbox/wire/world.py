"""The objects of one side as the other side sees them: exports by handle, mirrors by handle or by name."""

from __future__ import annotations

import contextlib
import itertools
import types
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any, Final

from sandbox.wire import description, exceptions
from sandbox.wire.content import CONTENT, content
from sandbox.wire.mirrors import (
    BoundMethod,
    ClassDescription,
    MirrorType,
    Origin,
    Step,
    mirror_class,
    mirror_instance,
    origin,
    set_origin,
    with_content,
)
from sandbox.wire.operations import CHANGING
from sandbox.wire.peer import Link, Peer, Serve
from sandbox.wire.values import Reference, WireError

#: The references that a guarded side resolves. The others follow names or make requests again: only where nothing
#: is worth protecting.
_ANSWERS: Final = frozenset({"own", "class", "object", "exception", "builtin", "nothing"})
_MAX_CAUSES: Final = 4
_MAX_HISTORY: Final = 1000


@dataclass(frozen=True)
class _Cause:
    """The cause or context of an exception on its way out: chains are cut after a few links."""

    error: BaseException | None
    left: int


@dataclass(frozen=True)
class _Class:
    """The class of an object on its way out, described even if it is a builtin one."""

    cls: type


class World:
    """Refers to objects of this side and resolves references to objects of the other.

    `may_export` decides what may be given a handle at all; `module` and `filename` are the candidate's, on its side.
    """

    def __init__(
        self,
        link: Link,
        serve: Serve,
        *,
        parity: int,
        may_export: Callable[[object], bool],
        guarded: bool,
    ) -> None:
        self.peer = Peer(link, self, self._serve_exported if guarded else serve, parity=parity)
        self._serve = serve
        self.module: types.ModuleType | None = None
        self.filename = ""
        self._may_export = may_export
        self._guarded = guarded
        self._known: set[type] = set()
        self._named_mirrors: dict[str, Any] = {}
        self._numbers = itertools.count()
        self._replayed: dict[int, object] = {}
        self._replay_numbers: dict[int, int] = {}  # by id: _replayed keeps the objects alive
        self.epoch = 0
        self._forget_handles()

    def new_epoch(self) -> None:
        """The other side is a fresh process: no handle of before means anything to it."""
        self.peer.forget()
        self.epoch += 1
        self._forget_handles()

    def trusts(self, cls: type) -> bool:
        """True when objects of this class may be asked to compare themselves: the tests named it."""
        return not self._guarded or not self._known.isdisjoint(cls.__mro__)

    def trust(self, cls: object) -> None:
        """Let objects of this class compare themselves: the tests mean it to be a class of the other side's."""
        if isinstance(cls, MirrorType):
            self._known.add(cls)

    def ask(self, operation: str, target: object, /, *args: object, **kwargs: object) -> Any:
        """Carry out an operation on the other side, remembering how its result came about."""
        step = Step(next(self._numbers), self.epoch, operation, (target, *args), kwargs)
        value = self.peer.request(operation, target, *args, **kwargs)
        asked, where = origin(target), origin(value)
        kept = asked is not None and asked.recipe is not None and operation in CHANGING
        if asked is not None and kept and len(asked.history) < _MAX_HISTORY:
            asked.history.append(step)
        if (
            where is not None
            and where.recipe is None
            and where.path is None
            and not isinstance(value, type)
        ):
            set_origin(value, replace(where, recipe=step))
        return value

    def _serve_exported(
        self, operation: str, args: tuple[Any, ...], kwargs: dict[str, Any]
    ) -> object:
        """Only what this side itself handed over is served: `type` and other classes cross as data, too."""
        if not args or id(args[0]) not in self._handles:
            raise AttributeError("only an object that was handed over is served")
        return self._serve(operation, args, kwargs)

    # -- this side's objects, to references

    def refer(self, value: object) -> Reference | None:
        """The reference that crosses in place of `value`; None when it may not cross."""
        if isinstance(value, _Cause):
            return self._refer_cause(value)
        if isinstance(value, _Class):
            return self._refer_class(value.cls)
        if (
            type(value) is types.BuiltinFunctionType
            and description.PURE.get(value.__name__) is value
        ):
            return Reference("builtin", (value.__name__,))
        if isinstance(value, BoundMethod) and self._guarded:
            return Reference(
                "replay", (next(self._numbers), "getattr", (value.__self__, value.__name__), {}, ())
            )
        where = origin(value)
        if where is not None:
            return self._address(value, where)
        if isinstance(value, BaseException):
            return self._refer_exception(value, _MAX_CAUSES)
        if not self._may_export(value):
            return None
        if isinstance(value, type):
            return self._refer_class(value)
        return self._refer_object(value)

    def export(self, value: object) -> int:
        """A handle for an object of this side."""
        handle = self._handles.get(id(value))
        if handle is None:
            handle = self._handles[id(value)] = len(self._exports)
            self._exports.append(value)
        return handle

    def _address(self, value: object, where: Origin) -> Reference:
        if where.epoch == self.epoch and where.handle >= 0:
            return Reference("own", (where.handle,))
        if where.path is not None:
            return Reference("path", (where.path,))
        if where.recipe is not None:
            self._sent_again[where.recipe.number] = value
            return self._replay_of(where.recipe, where.history)
        raise WireError("an object of an earlier case cannot be found again")

    def _replay_of(self, made: Step, history: list[Step]) -> Reference:
        before = [step for step in history if step.epoch < self.epoch]
        later = tuple((step.number, step.operation, step.args[1:], step.kwargs) for step in before)
        return Reference("replay", (made.number, made.operation, made.args, made.kwargs, later))

    def _refer_class(self, cls: type) -> Reference:
        handle = self.export(cls)
        described = self._described.get(cls)
        if described is not None:
            return described
        bases = tuple(map(_base, (base for base in cls.__bases__ if base is not object)))
        where = description.path(cls, self.module)
        names = (cls.__name__, cls.__qualname__, cls.__module__, where)
        fields = (
            handle,
            *names,
            bases,
            description.specials(cls),
            description.methods(cls),
            _doc(cls),
        )
        self._described[cls] = reference = Reference("class", fields)
        return reference

    def _refer_object(self, value: object) -> Reference:
        plain = content(value)
        number = self._replay_numbers.get(id(value))
        fields = (
            self.export(value),
            _Class(type(value)),
            plain,
            description.path(value, self.module),
        )
        return Reference("object", (*fields, number, description.hashed(value)))

    def _refer_exception(self, error: BaseException, causes: int) -> Reference:
        came = exceptions.came_as(error, self.epoch)
        if came is not None:
            return Reference("own", (came,))
        frames = description.frames(error, self.filename)
        text = description.text(error)
        context = None if error.__suppress_context__ else error.__context__
        chain = (_Cause(error.__cause__, causes), _Cause(context, causes))
        fields = (self.export(error), type(error), description.arguments(error), text, frames)
        return Reference("exception", (*fields, description.attributes(error), *chain))

    def _refer_cause(self, cause: _Cause) -> Reference:
        if cause.error is None or cause.left == 0:
            return Reference("nothing", ())
        return self._refer_exception(cause.error, cause.left - 1)

    # -- references, to objects here

    def resolve(self, reference: Reference) -> object:
        """The object or mirror that a reference stands for; raises WireError for a malformed one."""
        if self._guarded and reference.kind not in _ANSWERS:
            raise WireError(f"a {reference.kind!r} reference is no answer")
        try:
            return self._RESOLVERS[reference.kind](self, *reference.fields)
        except (KeyError, TypeError, IndexError, AttributeError, ValueError) as error:
            raise WireError(f"a malformed {reference.kind!r} reference: {error}") from error

    def _own(self, handle: int) -> object:
        if type(handle) is not int or not 0 <= handle < len(self._exports):
            raise WireError("a handle that was never given")
        return self._exports[handle]

    def _at_path(self, path: str) -> object:
        return self.module if path == "" else description.follow(self.module, path)

    def _replay(
        self,
        number: int,
        operation: str,
        args: tuple[Any, ...],
        kwargs: dict[str, Any],
        later: tuple[Any, ...],
    ) -> object:
        """The result of a request of an earlier epoch, made again here, with all that followed."""
        if number not in self._replayed:
            made = self._remade(number, operation, args, kwargs)
            for following, asked, more, named in later:
                with contextlib.suppress(Exception):  # as it may have raised the first time
                    self._remade(following, asked, (made, *more), named)
        return self._replayed[number]

    def _remade(
        self, number: int, operation: str, args: tuple[Any, ...], kwargs: dict[str, Any]
    ) -> object:
        self._replayed[number] = value = self.peer.serve(operation, args, kwargs)
        self._replay_numbers.setdefault(id(value), number)
        return value

    def _class(self, handle: int, *fields: Any) -> type:
        known = self._classes.get(handle)
        if known is not None:
            return known
        described = ClassDescription(handle, *fields)
        ours = description.library_exception(described.module, described.qualname)
        if ours is not None:
            self._classes[handle] = ours
            return ours
        path = described.path
        cls = self._named_mirrors.get(path) if type(path) is str else None
        if not isinstance(cls, MirrorType):
            cls = mirror_class(described, Origin(self, self.epoch, handle, path))
        if path is not None:
            self._named_mirrors[path] = cls
        self._classes[handle] = cls
        return cls

    def _object(
        self,
        handle: int,
        cls: Any,
        content: Any,
        path: str | None,
        number: int | None,
        hashed: int | None,
    ) -> Any:
        if handle in self._instances:
            return with_content(self._instances[handle], content)
        value = (
            self._named_mirrors.get(path)
            if type(path) is str
            else self._sent_again.get(-1 if number is None else number)
        )
        where = None if value is None else origin(value)
        if where is not None and where.epoch == self.epoch and where.handle != handle:
            value = None  # the name stands for another object now
        if value is None:
            if not isinstance(cls, MirrorType):
                raise WireError("an object whose class was not described")
            value = mirror_instance(cls, content, Origin(self, self.epoch, handle, path), hashed)
        if path is not None:
            self._named_mirrors[path] = value
        self._instances[handle] = value
        return value

    def _exception(
        self,
        handle: int,
        cls: Any,
        args: Any,
        text: str,
        frames: Any,
        attributes: Any,
        cause: Any,
        context: Any,
    ) -> BaseException:
        if handle in self._instances:
            return self._instances[handle]  # type: ignore[no-any-return]  # an exception made here before
        error = exceptions.new_exception(cls, args)
        if isinstance(type(error), MirrorType):
            set_origin(error, Origin(self, self.epoch, handle))
        exceptions.describe(error, text, (self.epoch, handle), frames)
        if not isinstance(type(error), MirrorType):
            exceptions.set_attributes(error, attributes)
        error.__cause__, error.__context__ = cause, context
        self._instances[handle] = error
        return error

    def raised(self, value: object) -> BaseException:
        """What to raise here when the other side raised `value`."""
        if isinstance(value, BaseException):
            return value
        raise WireError("what was raised is no exception")

    def _builtin(self, name: str) -> object:
        return description.PURE[name]

    def _nothing(self) -> None:
        return None

    _RESOLVERS: Final[dict[str, Callable[..., Any]]] = {
        "nothing": _nothing,
        "builtin": _builtin,
        "own": _own,
        "path": _at_path,
        "replay": _replay,
        "class": _class,
        "object": _object,
        "exception": _exception,
    }

    def _forget_handles(self) -> None:
        self._exports: list[object] = []
        self._handles: dict[int, int] = {}
        self._described: dict[type, Reference] = {}
        self._classes: dict[int, type] = {}
        self._sent_again: dict[int, Any] = {}
        self._instances: dict[int, Any] = {}


def _base(cls: type) -> object:
    """A base class as it crosses: itself if both sides have it, else described."""
    plain = cls in CONTENT or (issubclass(cls, BaseException) and cls.__module__ == "builtins")
    return cls if plain else _Class(cls)


def _doc(value: object) -> str | None:
    doc = getattr(value, "__doc__", None)
    return doc[:4000] if type(doc) is str else None
