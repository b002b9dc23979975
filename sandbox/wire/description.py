"""What one side tells the other of a class, an object or an exception that does not cross as data."""

from __future__ import annotations

import abc
import collections.abc
import enum
import numbers
import sys
import types
from collections.abc import Callable
from typing import Any, Final

from sandbox.wire.content import FIXED
from sandbox.wire.operations import SPECIAL
from sandbox.wire.values import is_scalar

#: Builtin types without a public name, so that `isinstance(mirror, types.GeneratorType)` holds on the other side.
NAMELESS: Final[dict[str, type]] = {
    "function": types.FunctionType,
    "builtin_function_or_method": types.BuiltinFunctionType,
    "method": types.MethodType,
    "generator": types.GeneratorType,
    "coroutine": types.CoroutineType,
    "mappingproxy": types.MappingProxyType,
    "map": map,
    "filter": filter,
    "zip": zip,
    "enumerate": enumerate,
    "reversed": reversed,
}

#: Builtin functions without side effects: each side uses its own.
PURE: Final[dict[str, Callable[..., Any]]] = {
    "abs": abs, "all": all, "any": any, "ascii": ascii, "bin": bin, "callable": callable, "chr": chr,
    "divmod": divmod, "format": format, "hash": hash, "hex": hex, "isinstance": isinstance,
    "issubclass": issubclass, "iter": iter, "len": len, "max": max, "min": min, "next": next, "oct": oct,
    "ord": ord, "repr": repr, "round": round, "sorted": sorted, "sum": sum,
}  # fmt: skip

#: Modules of libraries whose exceptions cross as themselves where the other side has loaded them too.
_LIBRARIES: Final = frozenset(
    {
        "argparse", "array", "ast", "asyncio.exceptions", "binascii", "calendar",
        "configparser", "contextlib", "copy", "csv", "dataclasses", "decimal", "email.errors",
        "fractions", "getopt", "graphlib", "ipaddress", "json.decoder", "locale", "lzma",
        "numpy.exceptions", "numpy.linalg", "pandas.errors", "queue", "re", "shutil",
        "statistics", "string", "struct", "tokenize", "tomllib", "uuid",
        "xml.etree.ElementTree", "zipfile", "zlib", "zoneinfo",
    }
)  # fmt: skip

#: Hashes that follow from an object's identity, which mirrors keep.
_IDENTITY_HASHES: Final = (object.__hash__, enum.Enum.__hash__)

#: Abstract classes of the standard library that a class may derive from.
ABSTRACT: Final = {
    (cls.__module__, cls.__qualname__): cls
    for cls in (
        abc.ABC,
        *(getattr(collections.abc, name) for name in collections.abc.__all__),
        numbers.Number,
    )
    if isinstance(cls, abc.ABCMeta)
}

ALWAYS: Final = ("__repr__", "__str__", "__format__")
_BUILTIN_FUNCTIONS: Final = (
    types.FunctionType,
    types.MethodDescriptorType,
    classmethod,
    staticmethod,
)


def specials(cls: type) -> tuple[str, ...]:
    """The special methods that instances have beyond `object`'s; one that is None is prefixed by "!"."""
    plain = (object, *FIXED, *(base for base in cls.__mro__ if _is_builtin_exception(base)))
    found: dict[str, str] = {}
    for base in cls.__mro__:
        if base in plain:
            continue
        for name in vars(base).keys() & SPECIAL.keys():
            if vars(base)[name] in _IDENTITY_HASHES:
                continue
            found.setdefault(name, f"!{name}" if vars(base)[name] is None else name)
    if not issubclass(cls, BaseException):
        found.update({name: name for name in ALWAYS})
    return tuple(sorted(found.values()))


def methods(cls: type) -> tuple[str, ...]:
    """The public names that are plain functions on the class, so that calling one takes a single message."""
    found = set()
    for base in cls.__mro__:
        if base is object or _is_builtin_exception(base):
            continue
        for name, value in vars(base).items():
            if not name.startswith("_") and isinstance(value, _BUILTIN_FUNCTIONS):
                found.add(name)
    return tuple(sorted(found))


def hashed(value: object) -> int | None:
    """The hash of an object whose class has its own idea of it: asked for in advance, as decoding may need it."""
    own = type(value).__hash__
    if own in _IDENTITY_HASHES or own is None or isinstance(value, FIXED):
        return None
    try:
        return hash(value)
    except BaseException:  # it will be asked again, and raise, if a test needs it
        return None


def path(value: object, module: types.ModuleType | None) -> str | None:
    """The dotted name under which the module offers this very object, or None."""
    if module is None:
        return None
    if isinstance(value, enum.Enum):
        name = f"{type(value).__qualname__}.{value.name}"
    elif isinstance(value, type | types.FunctionType):
        name = value.__qualname__
    else:
        return next(
            (name for name, held in vars(module).items() if held is value and name[:1] != "_"), None
        )
    return name if follow(module, name) is value else None


def follow(root: object, name: str) -> object:
    """The object at a dotted name below `root`, or None."""
    for part in name.split("."):
        root = getattr(root, part, None)
    return root


def frames(error: BaseException, filename: str) -> tuple[tuple[int, str], ...]:
    """(line, function) of the traceback's frames in one file, the outermost first."""
    found = []
    traceback = error.__traceback__
    while traceback is not None:
        code = traceback.tb_frame.f_code
        if code.co_filename == filename:
            found.append((traceback.tb_lineno, code.co_name))
        traceback = traceback.tb_next
    return tuple(found)


def arguments(error: BaseException) -> tuple[object, ...]:
    """What to make an equal exception of; OSError keeps its file name apart."""
    args = tuple(error.args) if type(error.args) is tuple else ()
    if isinstance(error, OSError) and len(args) == 2 and error.filename is not None:
        return (*args, error.filename)
    return args


def attributes(error: BaseException) -> dict[str, object]:
    """The plain attributes of an exception, its notes among them."""
    found = {
        name: value
        for name, value in error.__dict__.items()
        if name[:1] != "_" and is_scalar(value)
    }
    notes = error.__dict__.get("__notes__")
    if type(notes) is list:
        found["__notes__"] = [note for note in notes if type(note) is str]
    return found


def text(error: BaseException) -> str:
    """`str(error)`, whatever that does, capped."""
    try:
        return str(error)[:4000]
    except BaseException as second:  # a candidate's __str__ may raise anything
        return f"<str() of the exception raised {type(second).__name__}>"


def _is_builtin_exception(cls: type) -> bool:
    return issubclass(cls, BaseException) and cls.__module__ == "builtins"


def library_exception(module: str, qualname: str) -> type | None:
    """This side's own class for an exception of a library of the closed list, when it is loaded here."""
    found = getattr(sys.modules.get(module), qualname, None) if module in _LIBRARIES else None
    return found if isinstance(found, type) and issubclass(found, BaseException) else None
