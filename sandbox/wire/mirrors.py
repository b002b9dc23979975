"""Mirrors: classes made here for classes that live on the other side. Their instances forward what is asked of them.

A mirror holds no code of the other side's. It knows names (of special methods, of methods) and asks for the rest.
"""

from __future__ import annotations

import inspect
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final

from sandbox.wire.content import CONTENT, FIXED
from sandbox.wire.description import ABSTRACT, ALWAYS, NAMELESS
from sandbox.wire.operations import ASKING, COMPARING, READABLE, SPECIAL
from sandbox.wire.values import Unencodable

if TYPE_CHECKING:
    from sandbox.wire.world import World


@dataclass(frozen=True)
class Step:
    """A request that was made, to make it again in a fresh process."""

    number: int
    epoch: int
    operation: str
    args: tuple[Any, ...]
    kwargs: dict[str, Any]


@dataclass(frozen=True)
class Origin:
    """Where a mirror's original lives: a handle of one epoch, and ways to find it again in a later one."""

    world: World
    epoch: int
    handle: int
    path: str | None = None
    recipe: Step | None = None  # the request that gave it
    history: list[Step] = field(default_factory=list)  # what was asked of it since


@dataclass(frozen=True)
class ClassDescription:
    """The fields of a "class" reference."""

    handle: int
    name: str
    qualname: str
    module: str
    path: str | None
    bases: tuple[Any, ...]
    specials: tuple[str, ...]
    methods: tuple[str, ...]
    doc: str | None


_ORIGIN: Final = "__grader_origin__"
_HASH: Final = "__grader_hash__"
TEXT: Final = "__grader_text__"
_DOC: Final = "__grader_doc__"


def origin(value: object) -> Origin | None:
    """Where the original of a mirror (class, instance or exception) lives; None for what is no mirror."""
    if isinstance(type(value), MirrorType):
        found = object.__getattribute__(value, "__dict__").get(_ORIGIN)
    elif isinstance(value, MirrorType):
        found = vars(value).get(_ORIGIN)
    elif isinstance(value, BaseException):
        found = value.__dict__.get(_ORIGIN)
    else:
        return None
    return found if isinstance(found, Origin) else None


def set_origin(value: object, where: Origin) -> None:
    """Mark a new mirror instance."""
    object.__getattribute__(value, "__dict__")[_ORIGIN] = where


def _ask(value: object, operation: str, /, *args: object, **kwargs: object) -> Any:
    where = origin(value.__self__ if isinstance(value, BoundMethod) else value)
    if where is None:
        raise AttributeError(f"a mirror of {type(value).__name__} without an original")
    return where.world.ask(operation, value, *args, **kwargs)


class MirrorType(type):
    """The class of mirror classes: calling one constructs on the other side."""

    @property
    def __doc__(cls) -> str | None:  # type: ignore[override]  # `type` has it as a plain attribute
        doc = vars(cls).get(_DOC)
        return doc if isinstance(doc, str) else None

    @property
    def __signature__(cls) -> inspect.Signature:
        return _signature(cls)

    def __call__(cls, /, *args: Any, **kwargs: Any) -> Any:
        return _ask(cls, "__call__", *args, **kwargs)

    def __getattr__(cls, name: str) -> Any:
        if name.startswith("__") and name not in READABLE:
            raise AttributeError(name)
        return _ask(cls, "getattr", name)

    def __setattr__(cls, name: str, value: object) -> None:
        _ask(cls, "setattr", name, value)

    def __delattr__(cls, name: str) -> None:
        _ask(cls, "delattr", name)

    def __iter__(cls) -> Any:
        return _ask(cls, "__iter__")

    def __len__(cls) -> int:
        length: int = _ask(cls, "__len__")
        return length

    def __bool__(cls) -> bool:
        return True

    def __getitem__(cls, key: object) -> Any:
        return _ask(cls, "__getitem__", key)

    def __contains__(cls, value: object) -> bool:
        return bool(_ask(cls, "__contains__", value))


class _Method:
    """A function of a mirrored class: called through an instance it takes one message."""

    def __init__(self, name: str) -> None:
        self.name = name

    def __get__(self, instance: Any, owner: MirrorType) -> Any:
        if instance is None:
            return _ask(owner, "getattr", self.name)
        if not _trusted(instance):
            native = _native(owner)
            if hasattr(native, self.name) and (native in FIXED or self.name in COMPARING):
                return getattr(native, self.name).__get__(_refreshed(instance), owner)
            _refuse_comparison(instance, self.name)
        return BoundMethod(instance, self.name)


class BoundMethod:
    # A method of a mirror, not yet called. No docstring here: it has its original's.

    __slots__ = ("__name__", "__self__")

    def __init__(self, instance: object, name: str) -> None:
        self.__self__ = instance
        self.__name__ = name

    def __call__(self, /, *args: Any, **kwargs: Any) -> Any:
        return _ask(self.__self__, "method", self.__name__, *args, **kwargs)

    @property
    def __doc__(self) -> str | None:  # type: ignore[override]  # `object` has it as a plain attribute
        doc = _ask(self.__self__, "getattr", self.__name__).__doc__
        return doc if isinstance(doc, str) else None

    @property
    def __signature__(self) -> inspect.Signature:
        return _signature(self)

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, BoundMethod):
            return NotImplemented
        return self.__self__ is other.__self__ and self.__name__ == other.__name__

    def __hash__(self) -> int:
        return hash((id(self.__self__), self.__name__))

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__") and name not in READABLE:
            raise AttributeError(name)
        return getattr(_ask(self.__self__, "getattr", self.__name__), name)


def _native(cls: type) -> type:
    return next((base for base in cls.__mro__ if base in CONTENT), object)


def _trusted(value: object) -> bool:
    where = origin(value)
    return where is not None and where.world.trusts(type(value))


def _forwarder(special: str) -> Callable[..., Any]:
    def forward(self: Any, /, *args: Any, **kwargs: Any) -> Any:
        where = origin(self)
        if not _trusted(self) and (special in ASKING or _is_content(self, special)):
            return _answer_here(self, special, *args)
        if special == "__eq__" and where is not None and where.world.peer.decoding:
            return (
                self is args[0]
            )  # keys of a dict that is being read: they are different objects there
        if special == "__exit__" and len(args) == 3:
            args = (*args[:2], None)  # a traceback holds frames of this side: it never crosses
        try:
            return _ask(self, special, *args, **kwargs)
        except Unencodable:
            if special in ASKING:
                return NotImplemented
            raise

    forward.__name__ = forward.__qualname__ = special
    return forward


def _hash(self: Any) -> int:
    """As it was sent along, since a dict that is being read cannot wait for an answer."""
    known = object.__getattribute__(self, "__dict__").get(_HASH)
    return known if type(known) is int else _ask(self, "__hash__")


def _is_content(value: object, special: str) -> bool:
    """Whether the copied content, which cannot change, answers for an object that nobody trusts to be more."""
    native = _native(type(value))
    return native in FIXED and special not in ALWAYS and hasattr(native, special)


def _refreshed(value: Any) -> Any:
    """The mirror with the plain content that its original has now."""
    return (
        with_content(value, _ask(value, "content"))
        if _native(type(value)) in (list, dict, set)
        else value
    )


def _answer_here(value: Any, special: str, *args: Any) -> Any:
    """Comparisons and arithmetic of an object that may not see the other operand: only its plain content counts."""
    native = getattr(_native(type(value)), special, None)
    if native is not None:
        return native(_refreshed(value), *args)
    if special == "__contains__":
        return any(item is args[0] or item == args[0] for item in value)
    return NotImplemented


def _getattr(self: Any, name: str) -> Any:
    if name.startswith("__") and name not in READABLE:
        raise AttributeError(f"{type(self).__name__!r} object has no attribute {name!r}")
    if not _trusted(self):
        _refuse_comparison(self, name)
    return _ask(self, "getattr", name)


def _refuse_comparison(value: object, name: str) -> None:
    """An object of a class that the tests do not know may not judge itself, by whatever name."""
    if name in COMPARING:
        raise AttributeError(f"{type(value).__name__!r} object is not asked for its {name!r}")


def _setattr(self: Any, name: str, value: object) -> None:
    if isinstance(self, BaseException) and (name.startswith("__") or name == "args"):
        object.__setattr__(
            self, name, value
        )  # its own, on either side: __traceback__, __context__ …
    else:
        _ask(self, "setattr", name, value)


def _delattr(self: Any, name: str) -> None:
    _ask(self, "delattr", name)


def _signature(target: object) -> inspect.Signature:
    try:
        fields, returns = _ask(target, "signature")
    except ValueError as error:
        raise AttributeError("__signature__") from error
    kinds = tuple(inspect._ParameterKind)
    parameters = [
        inspect.Parameter(name, kinds[kind], default=_first(default), annotation=_first(annotation))
        for name, kind, default, annotation in fields
    ]
    return inspect.Signature(parameters, return_annotation=_first(returns))


def _first(values: list[Any]) -> Any:
    return values[0] if values else inspect.Parameter.empty


def _exception_text(self: Any) -> str:
    text: str = self.__dict__.get(TEXT, "")
    return text


def mirror_class(description: ClassDescription, where: Origin) -> MirrorType:
    """The mirror of a class. Its bases are mirrors, builtin exceptions and builtin types with plain content."""
    bases = tuple(dict.fromkeys(base for base in description.bases if _is_base(base)))
    names: dict[str, Any] = {"__module__": description.module, "__qualname__": description.qualname}
    names |= {_DOC: description.doc, "__doc__": property(lambda self: _getattr(self, "__doc__"))}
    names |= {"__getattr__": _getattr, "__setattr__": _setattr, "__delattr__": _delattr}
    for special in description.specials:
        if special.removeprefix("!") in SPECIAL:
            forward = _hash if special == "__hash__" else _forwarder(special)
            names[special.removeprefix("!")] = None if special[0] == "!" else forward
    names |= {name: _Method(name) for name in description.methods if _is_public(name)}
    if any(issubclass(base, BaseException) for base in bases):
        names |= {"__str__": _exception_text}
    if "__eq__" in names and "__hash__" not in names:
        names["__hash__"] = None
    stand_in = NAMELESS.get(description.name) if description.module == "builtins" else None
    if stand_in is not None:
        names["__class__"] = property(lambda self: stand_in)
        names["__signature__"] = property(_signature)
    names[_ORIGIN] = where
    try:
        cls = MirrorType(description.name, bases, names)
    except TypeError:  # no order of these bases is consistent here: keep the first
        cls = MirrorType(description.name, bases[:1], names)
    abstract = ABSTRACT.get((description.module, description.name))
    if abstract is not None:
        register: Any = abstract.register
        register(cls)  # so that isinstance(mirror, abc.ABC) holds
    return cls


def _is_public(name: object) -> bool:
    return type(name) is str and name.isidentifier() and not name.startswith("_")


def _is_base(base: object) -> bool:
    if isinstance(base, MirrorType):
        return True
    return isinstance(base, type) and (base in CONTENT or issubclass(base, BaseException))


def with_content(value: Any, plain: Any) -> Any:
    """The mirror with its content brought up to date, where that can change."""
    native: Any = _native(type(value))
    if native in (list, dict, set) and type(plain) is native:
        native.clear(value)
        native.__init__(value, plain)
    return value


def mirror_instance(cls: MirrorType, plain: Any, where: Origin, hashed: int | None = None) -> Any:
    """A mirror of an object, holding its plain content where its class derives from a builtin type."""
    native: Any = _native(cls)
    made: Any = native.__new__
    if plain is None or type(plain) is not native or native in (list, dict, set):
        value = with_content(made(cls), plain)
    else:
        value = made(cls, plain)
    set_origin(value, where)
    if hashed is not None:
        object.__getattribute__(value, "__dict__")[_HASH] = hashed
    return value
