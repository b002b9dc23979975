"""What one side may ask of an object that lives on the other: a closed table of Python's own operations."""

from __future__ import annotations

import inspect
import math
import operator
from collections.abc import Callable, Mapping
from typing import Any, Final

from sandbox.wire.content import content


def _call(target: Any, /, *args: Any, **kwargs: Any) -> Any:
    return target(*args, **kwargs)


def _method(target: Any, name: str, /, *args: Any, **kwargs: Any) -> Any:
    return getattr(target, name)(*args, **kwargs)


def _signature(target: Any) -> tuple[list[tuple[Any, ...]], Any]:
    """(name, kind, defaults, annotations) of every parameter, and the annotations of the result.

    Defaults and annotations are lists of one item or none.
    """
    found = inspect.signature(target)
    fields = [
        (
            each.name,
            int(each.kind),
            _given(each.default, each.empty),
            _annotated(each.annotation, each.empty),
        )
        for each in found.parameters.values()
    ]
    return fields, _annotated(found.return_annotation, found.empty)


def _given(value: Any, empty: Any) -> list[Any]:
    return [] if value is empty else [value]


def _annotated(value: Any, empty: Any) -> list[Any]:
    plain = (
        type(value) is str
        or value is None
        or (isinstance(value, type) and value.__module__ == "builtins")
    )
    return [value] if value is not empty and plain else []


def _enter(target: Any) -> Any:
    return type(target).__enter__(target)


def _exit(target: Any, *exception: Any) -> Any:
    return type(target).__exit__(target, *exception)


def _reflected(function: Callable[[Any, Any], Any]) -> Callable[[Any, Any], Any]:
    return lambda target, other: function(other, target)


# One operand only, or keys and values that the object needs anyway: asking them gives away nothing.
_PLAIN: Final[Mapping[str, Callable[..., Any]]] = {
    "__call__": _call,
    "__iter__": iter,
    "__next__": next,
    "__len__": len,
    "__length_hint__": operator.length_hint,
    "__getitem__": operator.getitem,
    "__setitem__": operator.setitem,
    "__delitem__": operator.delitem,
    "__reversed__": reversed,
    "__bool__": bool,
    "__str__": str,
    "__repr__": repr,
    "__format__": format,
    "__bytes__": bytes,
    "__hash__": hash,
    "__int__": int,
    "__float__": float,
    "__complex__": complex,
    "__index__": operator.index,
    "__round__": round,
    "__trunc__": math.trunc,
    "__floor__": math.floor,
    "__ceil__": math.ceil,
    "__neg__": operator.neg,
    "__pos__": operator.pos,
    "__abs__": abs,
    "__invert__": operator.invert,
    "__dir__": dir,
    "__enter__": _enter,
    "__exit__": _exit,
}

_COMPARISONS: Final[Mapping[str, Callable[..., Any]]] = {
    "__eq__": operator.eq,
    "__ne__": operator.ne,
    "__lt__": operator.lt,
    "__le__": operator.le,
    "__gt__": operator.gt,
    "__ge__": operator.ge,
    "__contains__": operator.contains,
}

_ARITHMETIC: Final[Mapping[str, Callable[[Any, Any], Any]]] = {
    "add": operator.add,
    "sub": operator.sub,
    "mul": operator.mul,
    "truediv": operator.truediv,
    "floordiv": operator.floordiv,
    "mod": operator.mod,
    "divmod": divmod,
    "pow": pow,
    "matmul": operator.matmul,
    "and": operator.and_,
    "or": operator.or_,
    "xor": operator.xor,
    "lshift": operator.lshift,
    "rshift": operator.rshift,
}
_IN_PLACE: Final[Mapping[str, Callable[[Any, Any], Any]]] = {
    "iadd": operator.iadd,
    "isub": operator.isub,
    "imul": operator.imul,
    "itruediv": operator.itruediv,
    "ifloordiv": operator.ifloordiv,
    "imod": operator.imod,
    "ipow": operator.ipow,
    "imatmul": operator.imatmul,
    "iand": operator.iand,
    "ior": operator.ior,
    "ixor": operator.ixor,
    "ilshift": operator.ilshift,
    "irshift": operator.irshift,
}

_ASKING: Final[Mapping[str, Callable[..., Any]]] = {
    **_COMPARISONS,
    **{f"__{name}__": function for name, function in _ARITHMETIC.items()},
    **{f"__r{name}__": _reflected(function) for name, function in _ARITHMETIC.items()},
    **{f"__{name}__": function for name, function in _IN_PLACE.items()},
}

#: Special methods that a mirror forwards, by name.
SPECIAL: Final[Mapping[str, Callable[..., Any]]] = {**_PLAIN, **_ASKING}

#: Those that hand over a second operand, which may be the value that a test expects. The judge forwards them only
#: to objects whose class the tests know: any other object could answer what the test wants to hear.
ASKING: Final = frozenset(_ASKING)

#: Special attributes that may be read; every other name with two leading underscores is private to its side.
READABLE: Final = frozenset(
    {
        "__doc__",
        "__name__",
        "__qualname__",
        "__annotations__",
        "__slots__",
        "__match_args__",
        "__dataclass_fields__",
    }
    | {"__members__", "__notes__", "__wrapped__", "__cause__", "__context__", "__defaults__"}
)

#: Every operation that a request may name.
OPERATIONS: Final[Mapping[str, Callable[..., Any]]] = {
    **SPECIAL,
    "getattr": getattr,
    "setattr": setattr,
    "delattr": delattr,
    "signature": _signature,
    "content": content,
    "method": _method,
}

#: What may change the object that is asked: needed to bring it to the same state in a fresh process.
CHANGING: Final = frozenset(
    {
        "method",
        "setattr",
        "delattr",
        "__call__",
        "__setitem__",
        "__delitem__",
        "__next__",
        "__enter__",
        "__exit__",
    }
    | {f"__{name}__" for name in _IN_PLACE}
)

#: Methods by which libraries' objects compare themselves with others, and what pandas takes its own kind by.
COMPARING: Final = frozenset(
    {
        "equals",
        "eq",
        "ne",
        "lt",
        "le",
        "gt",
        "ge",
        "compare",
        "isin",
        "isclose",
        "allclose",
        "array_equal",
    }
    | {
        "sub",
        "rsub",
        "subtract",
        "difference",
        "symmetric_difference",
        "intersection",
        "dot",
        "count",
        "index",
    }
    | {"identical", "issubset", "issuperset", "isdisjoint", "startswith", "endswith", "_typ"}
)
