"""Which of a test's objects the candidate's code may hold a handle of, and what it may do with one.

Everything that a handle gives access to is readable for the candidate, so this is a short list: what can be called,
iterators, and objects of classes that the tests define, of which only public names are served. Frames, code objects,
modules and globals are never within reach of one step.
"""

from __future__ import annotations

import contextlib
import io
import sys
import types
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

from sandbox.wire.operations import OPERATIONS, READABLE, SPECIAL

_CALLABLES: Final = (
    types.FunctionType,
    types.BuiltinFunctionType,
    types.MethodType,
    types.MethodDescriptorType,
    types.WrapperDescriptorType,
)
_STREAMS: Final = (io.StringIO, io.BytesIO)
_VIEWS: Final[tuple[type, ...]] = (type({}.keys()), type({}.values()), type({}.items()))
_CALLABLE_LIBRARIES: Final = ("functools", "operator", "numpy", "builtins")
_SERVED_SPECIALS: Final = READABLE - {"__cause__", "__context__", "__wrapped__", "__defaults__"}
_GENERATOR_METHODS: Final = frozenset({"send", "throw", "close"})


class Policy:
    """The rules for the objects of one suite, whose files lie below `root`."""

    def __init__(self, root: Path) -> None:
        self._root = str(root)

    def may_export(self, value: object) -> bool:
        """True for a callable, an iterator, a stream, a view, and an object or class of the tests' own."""
        if isinstance(value, (*_CALLABLES, *_STREAMS, *_VIEWS, Iterator)):
            return True
        if (
            contextlib.AbstractContextManager in type(value).__mro__
        ):  # by name: a file or lock only looks like one
            return True
        cls = value if isinstance(value, type) else type(value)
        if isinstance(value, BaseException) or self._is_of_the_tests(cls):
            return True
        return callable(value) and cls.__module__ in _CALLABLE_LIBRARIES

    def serve(self, operation: str, args: tuple[Any, ...], kwargs: dict[str, Any]) -> object:
        """Carry out what the candidate's code asks of an exported object; AttributeError for anything private."""
        target = args[0]
        foreign = isinstance(target, type) and not self._is_of_the_tests(target)
        if foreign or not self.may_export(target):  # a class is handed over with its instances
            raise AttributeError(f"a {type(target).__name__} is not served")
        if operation in ("getattr", "method"):
            self._check_name(target, args[1])
        elif operation in ("setattr", "delattr"):
            if not self._is_of_the_tests(type(target)):
                raise AttributeError(f"attributes of a {type(target).__name__} cannot be set")
            self._check_name(target, args[1])
        elif operation not in SPECIAL:
            raise AttributeError(f"no operation {operation}")
        return OPERATIONS[operation](*args, **kwargs)

    def _check_name(self, target: object, name: object) -> None:
        if type(name) is not str:
            raise AttributeError("a name must be a string")
        if name in _SERVED_SPECIALS:
            return
        allowed = isinstance(target, _STREAMS) or any(
            map(self._is_of_the_tests, (target, type(target)))
        )
        if isinstance(target, types.GeneratorType):
            allowed = name in _GENERATOR_METHODS
        if name.startswith("_") or not allowed:
            raise AttributeError(f"{type(target).__name__!r} object has no attribute {name!r}")

    def _is_of_the_tests(self, cls: object) -> bool:
        """True for a class defined in a file of the suite."""
        if not isinstance(cls, type):
            return False
        file = getattr(sys.modules.get(cls.__module__), "__file__", None)
        return file is not None and file.startswith(self._root)
