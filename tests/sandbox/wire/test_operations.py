"""The closed table of what one side may ask of the other's objects."""

from __future__ import annotations

import inspect
import operator
from typing import Any

import pytest

from sandbox.wire.operations import ASKING, CHANGING, COMPARING, OPERATIONS, READABLE, SPECIAL

ARITHMETIC = [
    "add",
    "sub",
    "mul",
    "truediv",
    "floordiv",
    "mod",
    "divmod",
    "pow",
    "matmul",
    "and",
    "or",
    "xor",
    "lshift",
    "rshift",
]
IN_PLACE = [name for name in ARITHMETIC if name != "divmod"]


class Noting:
    """Every binary operator answers with its own name and operand."""

    def __getattr__(self, name: str) -> Any:
        raise AttributeError(name)


def _noting(name: str) -> Any:
    return lambda self, other: (name, other)


for _name in (
    *ARITHMETIC,
    *(f"r{name}" for name in ARITHMETIC),
    *(f"i{name}" for name in IN_PLACE),
):
    setattr(Noting, f"__{_name}__", _noting(_name))


@pytest.mark.parametrize("name", ARITHMETIC)
def test_operators_go_to_the_target_in_order_and_reflected(name: str) -> None:
    target = Noting()
    assert OPERATIONS[f"__{name}__"](target, 7) == (name, 7)
    assert OPERATIONS[f"__r{name}__"](target, 7) == (f"r{name}", 7)


@pytest.mark.parametrize("name", IN_PLACE)
def test_operators_in_place(name: str) -> None:
    assert OPERATIONS[f"__i{name}__"](Noting(), 7) == (f"i{name}", 7)


@pytest.mark.parametrize(
    ("operation", "args", "expected"),
    [
        ("__call__", (max, 1, 2), 2),
        ("__len__", ([1, 2],), 2),
        ("__getitem__", ({"a": 1}, "a"), 1),
        ("__contains__", ([1], 1), True),
        ("__contains__", ([1], 2), False),
        ("__eq__", (1, 1.0), True),
        ("__lt__", (1, 2), True),
        ("__bool__", ([],), False),
        ("__round__", (2.567, 1), 2.6),
        ("__floor__", (2.5,), 2),
        ("__ceil__", (2.5,), 3),
        ("__trunc__", (-2.5,), -2),
        ("__index__", (True,), 1),
        ("__neg__", (2,), -2),
        ("__invert__", (0,), -1),
        ("__format__", (255, "x"), "ff"),
        ("__bytes__", (bytearray(b"a"),), b"a"),
        ("__length_hint__", (iter([1, 2]),), 2),
        ("getattr", (1, "real"), 1),
        ("method", ("a b", "split"), ["a", "b"]),
    ],
)
def test_values(operation: str, args: tuple[Any, ...], expected: object) -> None:
    found = OPERATIONS[operation](*args)
    assert found == expected
    assert type(found) is type(expected)


@pytest.mark.parametrize("name", ["self", "name", "target", "args", "kwargs", "operation", "value"])
def test_a_keyword_may_have_any_name(name: str) -> None:
    def taking(**kwargs: object) -> dict[str, object]:
        return kwargs

    class Holder:
        method = staticmethod(taking)

    assert OPERATIONS["__call__"](taking, **{name: 1}) == {name: 1}
    assert OPERATIONS["method"](Holder(), "method", **{name: 1}) == {name: 1}


def test_what_changes_an_object() -> None:
    target: dict[str, Any] = {}
    OPERATIONS["__setitem__"](target, "a", 1)
    assert target == {"a": 1}
    OPERATIONS["__delitem__"](target, "a")
    assert target == {}
    holder = Noting()
    OPERATIONS["setattr"](holder, "x", 1)
    assert vars(holder) == {"x": 1}
    OPERATIONS["delattr"](holder, "x")
    assert vars(holder) == {}
    assert {"__setitem__", "__delitem__", "setattr", "delattr", "__next__", "method"} <= CHANGING
    assert OPERATIONS.keys() >= CHANGING


def test_managers_are_entered_and_left_by_their_class() -> None:
    class Manager:
        def __enter__(self) -> str:
            return "in"

        def __exit__(self, *exception: object) -> bool:
            return exception == (None, None, None)

    manager: Any = Manager()
    manager.__enter__ = lambda: "of the instance"
    assert OPERATIONS["__enter__"](manager) == "in"
    assert OPERATIONS["__exit__"](manager, None, None, None)


def test_signature_tells_all_of_the_parameters_and_plain_annotations_only() -> None:
    class Odd:
        pass

    def function(
        a: int, /, b: Odd, *rest: Any, c: str = "x", d: None = None, **more: Any
    ) -> list[int]:
        return [a]

    fields, returns = OPERATIONS["signature"](function)
    kinds = {name: (kind, default) for name, kind, default, _ in fields}
    assert kinds == {
        "a": (inspect.Parameter.POSITIONAL_ONLY, []),
        "b": (inspect.Parameter.POSITIONAL_OR_KEYWORD, []),
        "rest": (inspect.Parameter.VAR_POSITIONAL, []),
        "c": (inspect.Parameter.KEYWORD_ONLY, ["x"]),
        "d": (inspect.Parameter.KEYWORD_ONLY, [None]),
        "more": (inspect.Parameter.VAR_KEYWORD, []),
    }
    assert returns == ["list[int]"]
    with pytest.raises(ValueError, match="signature"):
        OPERATIONS["signature"](dict.update)


def test_only_types_of_builtins_and_strings_are_annotations() -> None:
    class Odd:
        pass

    def function(a: Any, b: Any) -> None:
        pass

    function.__annotations__ = {"a": int, "b": Odd, "return": None}
    fields, returns = OPERATIONS["signature"](function)
    assert [annotation for *_, annotation in fields] == [[int], []]
    assert returns == [None]


def test_what_hands_over_a_second_operand_is_marked() -> None:
    unary = {"__call__", "__len__", "__iter__", "__next__", "__repr__", "__hash__", "__getitem__"}
    assert unary.isdisjoint(ASKING)
    comparisons = {f"__{name}__" for name in ("eq", "ne", "lt", "le", "gt", "ge", "contains")}
    assert comparisons | {f"__{name}__" for name in ARITHMETIC} <= ASKING
    assert {f"__r{name}__" for name in ARITHMETIC} <= ASKING
    assert SPECIAL.keys() >= ASKING


def test_nothing_private_is_readable() -> None:
    unsafe = {"__globals__", "__code__", "__closure__", "__dict__", "__class__", "__subclasses__"}
    unsafe |= {"__builtins__", "__init__", "__reduce__", "__self__", "__func__", "__mro__"}
    assert unsafe.isdisjoint(READABLE)
    assert unsafe.isdisjoint(OPERATIONS)


def test_pandas_and_numpy_methods_that_compare_are_marked() -> None:
    assert {"equals", "isin", "eq", "array_equal"} <= COMPARING


def test_operations_are_the_interpreters_own() -> None:
    assert OPERATIONS["__add__"] is operator.add
    assert OPERATIONS["__repr__"] is repr
