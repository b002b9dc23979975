"""A conversation of two worlds: what a test sees of a module that lives on the other side."""

from __future__ import annotations

import copy
import gc
import inspect
import math
import operator
import textwrap
import types
from collections.abc import Callable, Iterator
from typing import Any

import numpy as np
import pandas as pd
import pytest

from sandbox.wire.errors import DecodeError, Unencodable, WireError
from sandbox.wire.exceptions import crash
from sandbox.wire.mirrors import origin
from sandbox.wire.operations import OPERATIONS
from sandbox.wire.values import Codec
from sandbox.wire.world import World
from tests.sandbox.wire.conversation import FORGER, Ref, Script, answer, conversation

DEPRECATED = "ignore:The inplace keyword:pandas.errors.Pandas4Warning"  # still, it is in use

SOURCE = '''
"""What the module is for."""
import dataclasses, enum, functools

def echo(*args, **kwargs):
    return (args, kwargs)

def same(value):
    return value

def call(function, *args, **kwargs):
    return function(*args, **kwargs)

class Counter:
    """Counts."""
    limit = 9
    def __init__(self, start=0):
        self.value = start
    def step(self, by=1):
        "One step."
        self.value += by
        return self
    def __eq__(self, other):
        return isinstance(other, Counter) and self.value == other.value or self.value == other
    def __hash__(self):
        return hash(self.value)
    def __add__(self, other):
        return Counter(self.value + (other.value if isinstance(other, Counter) else other))
    def __radd__(self, other):
        return Counter(other + self.value)
    def __iadd__(self, other):
        self.value += other
        return self
    def __lt__(self, other):
        return self.value < other.value
    def __len__(self):
        return self.value
    def __contains__(self, item):
        return item == self.value
    def __repr__(self):
        return f"Counter({self.value})"
    def __getitem__(self, key):
        return key
    @property
    def double(self):
        return 2 * self.value
    @classmethod
    def of(cls, value):
        return cls(value)
    @staticmethod
    def plain(value):
        return -value

class Sub(Counter):
    pass

def make(value):
    return Counter(value)

counter = Counter(5)
'''


@pytest.fixture
def talk() -> Iterator[Any]:
    with conversation(SOURCE) as one:
        yield one


@pytest.mark.parametrize(
    "name", ["self", "name", "operation", "value", "target", "args", "kwargs", "cls", "instance"]
)
def test_arguments_by_any_name(talk: Any, name: str) -> None:
    assert talk.echo(1, **{name: 2}) == ((1,), {name: 2})
    assert talk.call(lambda **kwargs: kwargs, **{name: 3}) == {name: 3}
    assert talk.call(talk.echo, **{name: [4]}) == ((), {name: [4]})


@pytest.mark.parametrize(
    "value",
    [
        None, True, 0, 2**200, -0.0, math.inf, 1j, "ü\0", b"x", (1, (2,)), frozenset({1}), range(3),
        [1, [2]], {"a": {1: ()}}, {1, 2}, np.float32(1.5), int, ValueError, len, Ellipsis,
    ],
    ids=repr,
)  # fmt: skip
def test_data_comes_back_as_it_went(talk: Any, value: Any) -> None:
    found = talk.same(value)
    assert found == value
    assert type(found) is type(value)


def test_a_list_comes_back_as_the_same_list(talk: Any) -> None:
    value = [[1], {"a": [2]}]
    assert talk.same(value) is value
    assert talk.same(value[1]) is value[1]
    ((found,), _) = talk.echo((value, value[0]))
    assert found[0] is value
    assert found[1] is value[0]


def test_a_missing_name_is_an_attribute_error(talk: Any) -> None:
    with pytest.raises(AttributeError, match="nothing_such"):
        _ = talk.nothing_such


class TestObjects:
    def test_keep_their_identity(self, talk: Any) -> None:
        one = talk.make(1)
        assert talk.same(one) is one
        assert one.step() is one
        assert talk.make(1) is not one
        assert talk.counter is talk.counter
        assert talk.same([one])[0] is one

    def test_attributes_methods_and_properties(self, talk: Any) -> None:
        one = talk.make(1)
        assert one.value == 1
        assert one.step(by=4).value == 5
        assert one.double == 10
        one.value = 7
        assert one.double == 14
        del one.value
        with pytest.raises(AttributeError):
            _ = one.value
        with pytest.raises(AttributeError, match="nothing"):
            one.nothing()

    def test_bound_methods(self, talk: Any) -> None:
        one = talk.make(1)
        step = one.step
        assert step == one.step
        assert hash(step) == hash(one.step)
        assert step != talk.make(1).step
        assert step.__self__ is one
        assert (step.__name__, step.__doc__) == ("step", "One step.")
        assert talk.call(step, 4) is one
        assert one.value == 5
        assert list(inspect.signature(step).parameters) == ["by"]

    def test_length_items_and_text(self, talk: Any) -> None:
        one = talk.make(3)
        assert len(one) == 3
        assert bool(one)
        assert not talk.make(0)
        assert repr(one) == str(one) == f"{one}" == "Counter(3)"
        assert one[1:2] == slice(1, 2)
        with pytest.raises(TypeError):
            iter(talk.same(object))

    def test_what_the_class_has_not_the_mirror_has_not(self, talk: Any) -> None:
        one = talk.make(3)
        assert not callable(one)
        assert not hasattr(one, "__next__")
        assert not hasattr(one, "__enter__")
        with pytest.raises(TypeError):
            one[0] = 1
        with pytest.raises(TypeError):
            float(one)

    @pytest.mark.parametrize(
        "name",
        ["__dict__x", "__globals__", "__code__", "__reduce__x", "__getstate__x", "__closure__"],
    )
    def test_private_names_are_not_asked_for(self, talk: Any, name: str) -> None:
        asked = len(talk.link.sent)
        for target in (talk.counter, talk.Counter, talk.make):
            with pytest.raises(AttributeError):
                getattr(target, name)
        assert all(name.encode() not in message for message in talk.link.sent[asked:])


class TestClasses:
    def test_are_classes(self, talk: Any) -> None:
        counter = talk.Counter
        assert isinstance(counter, type)
        assert counter is talk.Counter
        assert (counter.__name__, counter.__qualname__, counter.__doc__) == (
            "Counter",
            "Counter",
            "Counts.",
        )
        assert inspect.getdoc(counter) == "Counts."
        assert isinstance(talk.make(1), counter)
        assert type(talk.make(1)) is counter
        assert not isinstance(5, counter)

    def test_are_called_and_have_attributes(self, talk: Any) -> None:
        counter = talk.Counter
        assert counter(4).value == 4
        assert counter(start=4).value == 4
        assert counter.of(3).value == 3
        assert counter.plain(3) == -3
        assert counter(1).plain(3) == -3
        assert counter.limit == 9
        counter.limit = 10
        assert talk.make(1).limit == 10
        assert counter.step(counter(1), by=2).value == 3
        assert list(inspect.signature(counter).parameters) == ["start"]

    def test_bases(self, talk: Any) -> None:
        sub, counter = talk.Sub, talk.Counter
        assert issubclass(sub, counter)
        assert sub.__bases__ == (counter,)
        assert isinstance(sub(1), counter)
        assert type(sub(1)) is sub
        assert not issubclass(counter, sub)

    def test_of_builtin_abstract_and_generic_bases(self) -> None:
        source = """
        import abc, collections.abc, typing
        class Plain(list): pass
        class Mapping(collections.abc.Mapping):
            def __getitem__(self, key): return key
            def __iter__(self): return iter("ab")
            def __len__(self): return 2
        class Base(abc.ABC):
            @abc.abstractmethod
            def area(self): ...
        class Square(Base):
            def area(self): return 4
        class Box(typing.Generic[typing.TypeVar("T")]):
            def get(self): return 1
        """
        with conversation(source) as talk:
            assert issubclass(talk.Plain, list)
            mapping = talk.Mapping()
            assert dict(mapping) == {"a": "a", "b": "b"}
            assert list(mapping.items()) == [("a", "a"), ("b", "b")]
            with pytest.raises(TypeError, match="abstract"):
                talk.Base()
            assert isinstance(talk.Square(), talk.Base)
            assert inspect.isclass(talk.Base)
            assert talk.Box().get() == 1

    def test_metaclasses_and_iteration(self) -> None:
        source = """
        class Meta(type):
            def __iter__(cls): return iter([1, 2])
            def __len__(cls): return 2
            def __getitem__(cls, key): return key
            def __contains__(cls, item): return item == 1
        class Thing(metaclass=Meta): pass
        """
        with conversation(source) as talk:
            thing = talk.Thing
            assert list(thing) == [1, 2]
            assert len(thing) == 2
            assert thing["x"] == "x"
            assert 1 in thing
            assert 3 not in thing


class TestEnums:
    SOURCE = """
    import enum
    class Colour(enum.Enum):
        RED = 1
        GREEN = 2
        @property
        def pretty(self): return self.name.lower()
    class Level(enum.IntEnum):
        LOW = 1
        HIGH = 2
    class Flag(enum.Flag):
        A = enum.auto()
        B = enum.auto()
    def mix(colour): return Colour.GREEN if colour is Colour.RED else Colour.RED
    def is_red(colour): return colour is Colour.RED
    """

    @pytest.fixture
    def talk(self) -> Iterator[Any]:
        with conversation(self.SOURCE) as one:
            yield one

    def test_members_are_the_same_object(self, talk: Any) -> None:
        colour = talk.Colour
        assert colour.RED is colour.RED
        assert talk.mix(colour.RED) is colour.GREEN
        assert colour.RED == colour.RED
        assert colour.RED != colour.GREEN
        assert isinstance(colour.RED, colour)
        assert talk.is_red(colour.RED)
        assert {colour.RED: 1}[talk.mix(colour.GREEN)] == 1

    def test_names_values_and_lookup(self, talk: Any) -> None:
        colour = talk.Colour
        assert (colour.RED.name, colour.RED.value, colour.RED.pretty) == ("RED", 1, "red")
        assert [member.name for member in colour] == ["RED", "GREEN"]
        assert len(colour) == 2
        assert colour["GREEN"] is colour(2) is colour.GREEN
        assert colour.RED in colour
        assert list(colour.__members__) == ["RED", "GREEN"]
        with pytest.raises(ValueError, match="not a valid"):
            colour(9)
        with pytest.raises(KeyError):
            _ = colour["BLUE"]
        assert str(colour.RED) == "Colour.RED"

    def test_int_enums_are_integers(self, talk: Any) -> None:
        level = talk.Level
        assert level.LOW == 1
        assert level.LOW < level.HIGH
        assert level.LOW + 1 == 2
        assert isinstance(level.LOW, int)
        assert [10, 20, 30][level.HIGH] == 30
        assert {1: "x"}[level.LOW] == "x"

    def test_flags(self, talk: Any) -> None:
        flag = talk.known("Flag")
        both = flag.A | flag.B
        assert flag.A in both
        assert both == flag.B | flag.A

    def test_members_of_an_earlier_case(self, talk: Any) -> None:
        red = talk.Colour.RED
        talk.restart()
        assert talk.Colour.RED is red
        assert talk.is_red(red)
        assert talk.mix(red) is talk.Colour.GREEN


class TestOperators:
    """Objects of a known class are ordinary objects."""

    @pytest.fixture(autouse=True)
    def known(self, talk: Any) -> None:
        talk.known("Counter")

    def test_comparisons(self, talk: Any) -> None:
        one, two = talk.make(1), talk.make(2)
        assert one == talk.make(1)
        assert one != two
        assert one == 1
        assert one == one.value
        assert one < two
        assert two > one
        assert sorted([two, one]) == [one, two]
        assert one in [two, talk.make(1)]
        assert 1 in one
        assert 2 not in one
        with pytest.raises(TypeError):
            _ = one <= two

    def test_arithmetic(self, talk: Any) -> None:
        one = talk.make(1)
        assert (one + 1).value == 2
        assert (1 + one).value == 2
        assert (one + one).value == 2
        assert sum([one, one, one]).value == 3
        same = one
        same += 4
        assert same is one
        assert one.value == 5
        with pytest.raises(TypeError):
            _ = one - 1

    def test_a_subclass_of_a_known_one_is_known(self, talk: Any) -> None:
        assert talk.Sub(3) == 3

    def test_an_operand_that_cannot_cross_is_not_equal(self) -> None:
        source = """
        class Any:
            def __eq__(self, other): return True
            def __add__(self, other): return 1
        """
        with conversation(source, may_export=lambda value: False) as talk:
            talk.known("Any")
            assert talk.Any() == 5
            assert talk.Any() != object()
            with pytest.raises(TypeError):
                talk.Any() + object()

    def test_arguments_that_cannot_cross_are_named(self) -> None:
        with conversation("def f(*args): pass", may_export=lambda value: False) as talk:
            with pytest.raises(Unencodable, match=r"object at \[1\]\['k'\]"):
                talk.f([1, {"k": object()}])
            assert talk.f(1) is None


OPERANDS = [
    operator.eq, operator.ne, operator.lt, operator.le, operator.gt, operator.ge,
    operator.contains, operator.add, operator.sub, operator.mul, operator.truediv, operator.floordiv,
    operator.mod, divmod, pow, operator.matmul, operator.and_, operator.or_, operator.xor,
    operator.lshift, operator.rshift, operator.iadd, operator.imul, operator.ior,
]  # fmt: skip


class TestGuard:
    """An object of a class that the tests do not know never sees what it is compared with."""

    SOURCE = """
    seen = []
    def take(*args):
        seen.append(args)
        return True
    def method(name):
        return lambda self, *args: take(name, *args)
    NAMES = ("eq ne lt le gt ge contains add radd sub rsub mul rmul truediv rtruediv floordiv rfloordiv mod rmod "
             "divmod rdivmod pow rpow matmul rmatmul and rand or ror xor rxor lshift rlshift rshift rrshift "
             "iadd isub imul itruediv ifloordiv imod ipow imatmul iand ior ixor ilshift irshift").split()
    class Always:
        equals = compare = isin = method("equals")
        def __iter__(self): return iter([1, 2])
        def __array_ufunc__(self, *args, **kwargs): return take("ufunc", *args)
        def __array__(self, *args, **kwargs): return take("array", *args)
        def __instancecheck__(self, other): return take("instance", other)
        @classmethod
        def __subclasshook__(cls, other): return take("subclass", other)
        def __getattr__(self, name): return lambda *args: take(name, *args)
    for name in NAMES:
        setattr(Always, f"__{name}__", method(name))
    Always.__hash__ = lambda self: hash(42)
    class List(list):
        __eq__ = __ne__ = __contains__ = method("list")
        count = index = method("count")
    class Int(int):
        __eq__ = method("int")
        __hash__ = int.__hash__
    class Text(str):
        startswith = method("text")
    class Meta(type):
        __eq__ = method("class")
        __contains__ = method("class")
        __hash__ = type.__hash__
    class Cls(metaclass=Meta): pass
    def solve(): return Always()
    def listed(): return List([1, 2])
    def number(): return Int(3)
    def text(): return Text("abc")
    def cls(): return Cls
    def seeing(): return [args for args in seen if not all(isinstance(each, (str, type)) for each in args)]
    def iterator():
        class It:
            def __iter__(self): return self
            def __next__(self): return 1
            __eq__ = method("iterator")
        return It()
    def error():
        class Bad(Exception):
            __eq__ = method("error")
            __hash__ = Exception.__hash__
        return Bad(1)
    """

    @pytest.fixture
    def talk(self) -> Iterator[Any]:
        with conversation(self.SOURCE) as one:
            yield one
            assert one.seeing() == []

    @pytest.mark.parametrize("function", OPERANDS)
    @pytest.mark.parametrize("secret", [42, "42", [42], (42,), np.array([42])], ids=repr)
    def test_operators(self, talk: Any, function: Any, secret: Any) -> None:
        for one, other in ((talk.solve(), secret), (copy.copy(secret), talk.solve())):
            try:
                found = function(one, other)
            except (TypeError, ValueError):
                continue
            if type(secret) is list and function is operator.iadd and type(one) is list:
                continue  # a list takes in any iterable
            assert bool(np.all(found == (function is operator.ne))), found

    def test_equality_is_identity(self, talk: Any) -> None:
        one = talk.solve()
        assert one == one  # that is the point
        assert one != talk.solve()
        assert (one == 42) is False
        assert one not in [42]
        assert 42 not in one
        assert 1 in one
        assert {42: "secret"}.get(one) is None

    @pytest.mark.parametrize("name", ["equals", "isin", "compare", "eq", "issubset"])
    def test_methods_that_compare(self, talk: Any, name: str) -> None:
        with pytest.raises(AttributeError):
            getattr(talk.solve(), name)

    def test_approximation(self, talk: Any) -> None:
        assert talk.solve() != pytest.approx(42)
        assert pytest.approx(42) != talk.solve()

    def test_numpy_and_pandas(self, talk: Any) -> None:
        with pytest.raises((AssertionError, TypeError, ValueError)):
            np.testing.assert_array_equal(talk.solve(), np.array([42.0]))
        with pytest.raises((AssertionError, TypeError, ValueError)):
            np.testing.assert_allclose(talk.solve(), np.array([42.0]))
        with pytest.raises((AssertionError, AttributeError)):
            pd.testing.assert_series_equal(talk.solve(), pd.Series([42]))
        assert not np.array_equal(talk.listed(), [7, 8])

    def test_builtin_content_counts_by_itself(self, talk: Any) -> None:
        assert talk.listed() == [1, 2]
        assert talk.listed() != [1, 3]
        assert 1 in talk.listed()
        assert 3 not in talk.listed()
        assert talk.listed().count(5) == 0
        assert talk.number() == 3
        assert talk.number() != 4
        assert operator.ne(4, talk.number())
        assert talk.text().startswith("a")
        assert not talk.text().startswith("b")

    def test_classes(self, talk: Any) -> None:
        assert talk.cls() != 5
        assert talk.cls() is not int
        with pytest.raises(TypeError):
            isinstance(5, talk.solve())
        assert not isinstance(5, talk.cls())
        assert not issubclass(int, talk.cls())

    def test_a_class_that_was_not_meant_to_be_one(self, talk: Any) -> None:
        assert (talk.Always() == 42) is False

    def test_iterators_and_errors(self, talk: Any) -> None:
        assert talk.iterator() != 5
        assert 1 in talk.iterator()
        assert talk.error() != ValueError(1)

    def test_inside_data(self, talk: Any) -> None:
        more = "def inside(): return [Always(), {'k': (Always(),)}]"
        talk.restart(textwrap.dedent(self.SOURCE) + more)
        assert talk.inside() != [42, {"k": (42,)}]
        assert talk.inside()[1] != {"k": (42,)}

    def test_descriptions_that_lie(self) -> None:
        """A runner may describe what it likes: no method that it names reaches past the guard."""
        names = ("__eq__", "__ne__", "__contains__", "__getattribute__", "__class__", "__bool__")
        for methods, bases in (
            (names, ()),
            ((), (Ref("class", 0, "x", "x", "x", None, (), (), (), None),)),
        ):
            script = Script()
            world = World(script, refuse, parity=0, may_export=lambda value: True, guarded=True)
            cls = Ref("class", 1, "A", "A", "builtins", None, bases, ("__eq__",), methods, None)
            script.lines = [answer(Ref("object", 2, cls, None, None, None, None))]
            found = world.peer.request("op")
            asked = len(script.heard)
            assert (found == 42) is False
            assert len(script.heard) == asked


class TestSubclassesOfBuiltins:
    SOURCE = """
    from typing import NamedTuple
    class Point(NamedTuple):
        x: int
        y: int = 0
        def norm(self): return self.x + self.y
    class Stack(list):
        def push(self, item):
            self.append(item)
            return self
    class Numbers(dict):
        def __missing__(self, key): return -1
        def total(self): return sum(self.values())
    class Metres(float):
        def __repr__(self): return f"{float(self)} m"
    class Name(str):
        def shout(self): return self.upper() + "!"
    class Tags(set): pass
    class Raw(bytes): pass
    class Loud(int):
        def __add__(self, other): return Loud(int(self) + int(other) + 100)
        def __hash__(self): return 77
        def __eq__(self, other): return int(self) == other
    def make(kind, *args): return globals()[kind](*args)
    def kind(value): return type(value).__name__
    def content(value): return [*value]
    """

    @pytest.fixture
    def talk(self) -> Iterator[Any]:
        with conversation(self.SOURCE) as one:
            yield one

    def test_tuples(self, talk: Any) -> None:
        point = talk.make("Point", 1, 2)
        assert point == (1, 2)
        assert operator.eq((1, 2), point)
        assert isinstance(point, tuple)
        x, y = point
        assert (x, y, point.x, point[1], len(point), point.norm()) == (1, 2, 1, 2, 2, 3)
        assert hash(point) == hash((1, 2))
        assert talk.kind(point) == "Point"
        assert point._replace(x=5) == (5, 2)
        assert talk.Point(3) == (3, 0)

    def test_lists(self, talk: Any) -> None:
        talk.known("Stack")
        stack = talk.make("Stack", [1])
        assert stack == [1]
        assert operator.eq([1], stack)
        assert isinstance(stack, list)
        assert stack.push(2) is stack
        assert len(stack) == 2
        assert list(stack) == [1, 2]
        assert stack[-1] == 2
        assert talk.content(stack) == [1, 2]
        stack.append(3)
        assert talk.content(stack) == [1, 2, 3]

    def test_of_an_unknown_class_are_compared_by_what_they_hold_now(self, talk: Any) -> None:
        stack = talk.make("Stack", [1])
        stack.push(2)
        assert stack == [1, 2]
        assert operator.eq([1, 2], stack)
        numbers = talk.make("Numbers")
        numbers["a"] = 1
        assert numbers == {"a": 1}

    def test_dicts(self, talk: Any) -> None:
        talk.known("Numbers")
        numbers = talk.make("Numbers", {"a": 1})
        assert numbers == {"a": 1}
        assert isinstance(numbers, dict)
        assert numbers["nothing"] == -1
        numbers["b"] = 2
        assert numbers.total() == 3
        assert dict(numbers) == {"a": 1, "b": 2}
        assert sorted(numbers) == ["a", "b"]

    def test_numbers_strings_bytes_and_sets(self, talk: Any) -> None:
        metres, name = talk.make("Metres", 2.5), talk.make("Name", "bob")
        assert metres == 2.5
        assert metres * 2 == 5
        assert math.isclose(metres, 2.5)
        assert repr(metres) == "2.5 m"
        assert name == "bob"
        assert name.shout() == "BOB!"
        assert name + "by" == "bobby"
        assert {"bob": 1}[name] == 1
        assert talk.make("Tags", [1, 2]) == {1, 2}
        assert talk.make("Raw", b"x") == b"x"

    def test_what_a_class_overrides_is_asked_for_when_it_is_known(self, talk: Any) -> None:
        assert talk.make("Loud", 1) + 1 == 2
        talk.known("Loud")
        assert talk.make("Loud", 1) + 1 == 102
        assert talk.make("Loud", 5) == 5


class TestHashes:
    SOURCE = """
    import dataclasses
    class Plain: pass
    class Equal:
        def __eq__(self, other): return True
    class Both:
        def __init__(self, n): self.n = n
        def __eq__(self, other): return isinstance(other, Both) and self.n == other.n
        def __hash__(self): return hash(("b", self.n))
    class Failing:
        def __hash__(self): raise RuntimeError("no hash")
    @dataclasses.dataclass(frozen=True)
    class Card:
        rank: int
    @dataclasses.dataclass
    class Open:
        rank: int
    def keyed(): return {Both(1): "one", Both(2): "two"}
    def cards(): return {Card(1), Card(2)}
    def lookup(table, key): return table[key]
    """

    @pytest.fixture
    def talk(self) -> Iterator[Any]:
        with conversation(self.SOURCE) as one:
            yield one

    def test_by_identity(self, talk: Any) -> None:
        plain = talk.Plain()
        assert {plain: 1}[plain] == 1
        assert talk.Plain() not in {plain}

    def test_none_for_a_class_with_equality_alone(self, talk: Any) -> None:
        with pytest.raises(TypeError, match="unhashable"):
            hash(talk.Equal())
        with pytest.raises(TypeError, match="unhashable"):
            hash(talk.Open(1))

    def test_of_a_class_with_both(self, talk: Any) -> None:
        talk.known("Both")
        assert hash(talk.Both(1)) == hash(talk.Both(1))
        assert {talk.Both(1), talk.Both(1)} == {talk.Both(1)}
        assert talk.keyed()[talk.Both(2)] == "two"
        assert len(talk.keyed()) == 2
        talk.known("Card")
        assert talk.Card(1) in talk.cards()
        assert talk.Card(3) not in talk.cards()
        assert talk.lookup({talk.Both(1): "mine"}, talk.Both(1)) == "mine"

    def test_that_raises_is_raised_when_it_is_asked_for(self, talk: Any) -> None:
        failing = talk.Failing()
        with pytest.raises(RuntimeError, match="no hash"):
            hash(failing)


class TestExceptions:
    SOURCE = """
    import json
    class Oops(ValueError):
        '''Something went wrong.'''
        def __init__(self, message, code=1):
            super().__init__(message)
            self.code = code
    class Worse(Oops):
        def __str__(self): return "worse than " + self.args[0]
    class Odd(Exception):
        def __init__(self, a, *, b): super().__init__(); self.a, self.b = a, b
    class Pair(ExceptionGroup): pass
    import builtins
    def fail(kind, *args): raise (globals().get(kind) or getattr(builtins, kind))(*args)
    def caused():
        try: {}["x"]
        except KeyError as error: raise Oops("from", 3) from error
    def during():
        try: 1 / 0
        except ZeroDivisionError: raise Oops("during")
    def quiet():
        try: 1 / 0
        except ZeroDivisionError: raise Oops("quiet") from None
    def noted():
        error = Oops("noted")
        error.add_note("one")
        error.add_note("two")
        error.extra = (1, 2)
        raise error
    def odd(): raise Odd(1, b=2)
    def parse(): json.loads("{")
    def opened(): open("/nothing/there")
    def catch(function, *args):
        try: return function(*args)
        except Exception as error: return error
    def through(function): function()
    def again(error): raise error
    def wrap(function):
        try: function()
        except Exception as error: raise Oops("wrapped") from error
    def deep(n): return deep(n - 1) if n else 1 / 0
    def endless(): endless()
    def decode(): b"\\xff".decode()
    def group(): raise ExceptionGroup("many", [ValueError(1), Oops("x")])
    last = None
    def keep(error):
        global last
        last = error
    def is_last(error): return error is last
    """

    @pytest.fixture
    def talk(self) -> Iterator[Any]:
        with conversation(self.SOURCE) as one:
            yield one

    @pytest.mark.parametrize(
        ("kind", "args"),
        [
            ("ValueError", ("x", 1)), ("KeyError", ("k",)), ("IndexError", ()), ("StopIteration", (5,)),
            ("ZeroDivisionError", ("x",)), ("OSError", (2, "No such file")), ("SystemExit", (3,)),
            ("KeyboardInterrupt", ()), ("GeneratorExit", ()), ("MemoryError", ()), ("AssertionError", ("a",)),
            ("NotImplementedError", ("not yet",)), ("UnicodeDecodeError", ("utf-8", b"x", 0, 1, "bad")),
        ],
        ids=lambda value: value if type(value) is str else "",
    )  # fmt: skip
    def test_builtin_ones(self, talk: Any, kind: str, args: tuple[Any, ...]) -> None:
        import builtins

        expected = getattr(builtins, kind)(*args)
        with pytest.raises(type(expected)) as raised:
            talk.fail(kind, *args)
        assert type(raised.value) is type(expected)
        assert raised.value.args == args
        assert str(raised.value) == str(expected)
        assert crash(raised.value) is not None

    def test_an_exception_of_ours_has_no_crash(self) -> None:
        assert crash(ValueError()) is None

    def test_own_classes(self, talk: Any) -> None:
        with pytest.raises(talk.Oops, match=r"^bad$") as raised:
            talk.fail("Oops", "bad", 7)
        assert type(raised.value) is talk.Oops
        assert isinstance(raised.value, ValueError)
        assert raised.value.args == ("bad",)
        assert raised.value.code == 7
        assert talk.Oops.__doc__ == "Something went wrong."
        assert talk.Oops.__bases__ == (ValueError,)
        with pytest.raises(talk.Oops, match="worse than bad"):
            talk.fail("Worse", "bad")
        with pytest.raises(ValueError, match="bad"):
            talk.fail("Worse", "bad")
        with pytest.raises(talk.Odd) as odd:
            talk.odd()
        assert (odd.value.a, odd.value.b) == (1, 2)

    def test_made_here_and_raised_here(self, talk: Any) -> None:
        error = talk.Oops("mine", code=4)
        assert (str(error), error.code) == ("mine", 4)
        with pytest.raises(talk.Oops) as raised:
            raise error
        assert raised.value is error
        with pytest.raises(talk.Oops) as back:
            talk.again(error)
        assert back.value is error

    def test_causes_contexts_and_notes(self, talk: Any) -> None:
        with pytest.raises(talk.Oops) as raised:
            talk.caused()
        assert type(raised.value.__cause__) is KeyError
        assert raised.value.__cause__.args == ("x",)
        with pytest.raises(talk.Oops) as raised:
            talk.during()
        assert raised.value.__cause__ is None
        assert type(raised.value.__context__) is ZeroDivisionError
        with pytest.raises(talk.Oops) as raised:
            talk.quiet()
        assert raised.value.__cause__ is None
        assert not isinstance(raised.value.__context__, ZeroDivisionError)
        with pytest.raises(talk.Oops) as raised:
            talk.noted()
        assert raised.value.__notes__ == ["one", "two"]
        assert raised.value.extra == (1, 2)

    def test_frames_are_the_submissions_own(self, talk: Any) -> None:
        with pytest.raises(ZeroDivisionError) as raised:
            talk.deep(2)
        frames = crash(raised.value)
        assert frames is not None
        assert [name for _, name in frames] == ["deep"] * 3
        with pytest.raises(RecursionError) as raised_deep:
            talk.endless()
        assert len(crash(raised_deep.value) or ()) == 200

    def test_of_libraries(self, talk: Any) -> None:
        import json

        with pytest.raises(json.JSONDecodeError):
            talk.parse()
        with pytest.raises(FileNotFoundError, match="/nothing/there") as raised:
            talk.opened()
        assert raised.value.filename == "/nothing/there"
        assert raised.value.errno == 2
        with pytest.raises(UnicodeDecodeError):
            talk.decode()

    def test_as_values(self, talk: Any) -> None:
        error = talk.catch(talk.fail, "ValueError", "x")
        assert isinstance(error, ValueError)
        talk.keep(error)
        assert talk.is_last(error)

    def test_groups(self, talk: Any) -> None:
        with pytest.raises(ExceptionGroup) as raised:
            talk.group()
        assert [type(each) for each in raised.value.exceptions] == [ValueError, talk.Oops]

    def test_of_ours_through_the_other_side(self, talk: Any) -> None:
        class Mine(Exception):
            pass

        error = Mine("x")

        def function() -> None:
            raise error

        with pytest.raises(Mine) as raised:
            talk.through(function)
        assert raised.value is error
        assert talk.catch(function) is error
        with pytest.raises(talk.Oops) as wrapped:
            talk.wrap(function)
        assert wrapped.value.__cause__ is error

    def test_of_theirs_through_ours(self, talk: Any) -> None:
        def function() -> None:
            talk.fail("Oops", "inner")

        with pytest.raises(talk.Oops, match="inner"):
            talk.through(function)
        with pytest.raises(talk.Oops, match="wrapped") as raised:
            talk.wrap(function)
        assert str(raised.value.__cause__) == "inner"

    def test_what_str_does_is_of_no_consequence(self) -> None:
        source = """
        class Rude(Exception):
            def __str__(self): raise SystemExit
            args = 5
        def f(): raise Rude("x")
        """
        with conversation(source) as talk:
            with pytest.raises(talk.Rude) as raised:
                talk.f()
            assert "SystemExit" in str(raised.value)

    def test_long_chains_are_cut(self) -> None:
        source = """
        def f(n=50):
            try:
                if n: f(n - 1)
                else: 1 / 0
            except Exception as error: raise ValueError(n) from error
        """
        with conversation(source) as talk:
            with pytest.raises(ValueError, match="50") as raised:
                talk.f()
            length, error = 0, raised.value
            while error.__cause__ is not None:
                length, error = length + 1, error.__cause__
            assert 0 < length < 10

    def test_of_an_earlier_case(self, talk: Any) -> None:
        oops = talk.Oops
        talk.restart()
        with pytest.raises(oops):
            talk.fail("Oops", "x")


class TestIterators:
    SOURCE = """
    import itertools
    log = []
    def count(n):
        try:
            for i in range(n): yield i
        finally: log.append("closed")
    def talker():
        heard = yield "ready"
        while True:
            try: heard = yield heard
            except ValueError as error: heard = ("caught", str(error))
    def returning():
        yield 1
        return 2
    def failing():
        yield 1
        raise KeyError("late")
    def squares(items): return (item * item for item in items)
    def mapped(f, items): return map(f, items)
    def pairs(): return zip("ab", [1, 2])
    def views(): return {"a": 1}.keys(), {"a": 1}.items()
    def total(items): return sum(items)
    def chunks(items, size): return iter(lambda: list(itertools.islice(items, size)), [])
    def logged(): return log
    def delegate(items):
        result = yield from items
        return result
    def take(items, n): return list(itertools.islice(items, n))
    """

    @pytest.fixture
    def talk(self) -> Iterator[Any]:
        with conversation(self.SOURCE) as one:
            yield one

    def test_generators(self, talk: Any) -> None:
        found = talk.count(3)
        assert isinstance(found, types.GeneratorType)
        assert inspect.isgenerator(found)
        assert iter(found) is found
        assert list(found) == [0, 1, 2]
        assert list(found) == []
        with pytest.raises(StopIteration):
            next(found)
        assert next(found, "end") == "end"

    def test_send_throw_and_close(self, talk: Any) -> None:
        found = talk.talker()
        assert next(found) == "ready"
        assert found.send([1]) == [1]
        assert found.throw(ValueError("x")) == ("caught", "x")
        with pytest.raises(KeyError, match="y"):
            found.throw(KeyError("y"))
        counted = talk.count(5)
        next(counted)
        counted.close()
        assert talk.logged() == ["closed"]
        assert list(counted) == []

    def test_results_and_late_errors(self, talk: Any) -> None:
        found = talk.returning()
        assert next(found) == 1
        with pytest.raises(StopIteration) as stopped:
            next(found)
        assert stopped.value.value == 2
        late = talk.failing()
        assert next(late) == 1
        with pytest.raises(KeyError, match="late"):
            next(late)

    def test_lazy_ones_take_what_they_need(self, talk: Any) -> None:
        taken: list[int] = []

        def source() -> Iterator[int]:
            for item in range(100):
                taken.append(item)
                yield item

        squares = talk.squares(source())
        assert [next(squares), next(squares)] == [0, 1]
        assert taken == [0, 1]
        assert talk.take(source(), 3) == [0, 1, 2]

    def test_builtin_ones(self, talk: Any) -> None:
        assert list(talk.pairs()) == [("a", 1), ("b", 2)]
        assert isinstance(talk.pairs(), zip)
        mapped = talk.mapped(lambda x: x + 1, [1, 2])
        assert isinstance(mapped, map)
        assert list(mapped) == [2, 3]
        keys, items = talk.views()
        assert list(keys) == ["a"]
        assert list(items) == [("a", 1)]

    def test_of_ours(self, talk: Any) -> None:
        assert talk.total(iter([1, 2, 3])) == 6
        assert talk.total(item for item in (1, 2)) == 3
        assert list(talk.chunks(iter(range(5)), 2)) == [[0, 1], [2, 3], [4]]
        rest = iter([1, 2, 3])
        assert talk.take(rest, 1) == [1]
        assert list(rest) == [2, 3]

    def test_delegation_through_both_sides(self, talk: Any) -> None:
        def source() -> Any:
            got = yield 1
            yield got
            return "result"

        found = talk.delegate(source())
        assert next(found) == 1
        assert found.send("sent") == "sent"
        with pytest.raises(StopIteration) as stopped:
            next(found)
        assert stopped.value.value == "result"


class TestCallbacks:
    def test_both_ways_and_nested(self, talk: Any) -> None:
        depth: list[int] = []

        def down(n: int) -> int:
            depth.append(n)
            result: int = talk.call(down, n - 1) + 1 if n else 0
            return result

        assert talk.call(down, 20) == 20
        assert depth == list(range(20, -1, -1))

    def test_keep_their_identity(self, talk: Any) -> None:
        def function() -> None:
            pass

        assert talk.same(function) is function
        assert talk.call(lambda x: x is function, function)
        assert talk.call(talk.same, talk.same) is talk.same

    def test_objects_of_ours(self, talk: Any) -> None:
        class Box:
            def __init__(self) -> None:
                self.items: list[int] = []

            def put(self, item: int, *, twice: bool = False) -> Box:
                self.items += [item] * (1 + twice)
                return self

        with conversation(
            "def fill(box):\n    box.put(1).put(2, twice=True)\n    return box, box.items"
        ) as one:
            box = Box()
            found, items = one.fill(box)
            assert found is box
            assert items is box.items
            assert items == [1, 2, 2]

    def test_a_method_of_ours_comes_back(self, talk: Any) -> None:
        class Box:
            def put(self, item: int) -> int:
                return item + 1

        box = Box()
        with conversation(
            "def method(box): return box.put\ndef use(f, box): return f(box.put)"
        ) as one:
            assert one.method(box)(1) == 2
            assert one.use(lambda put: put(2), box) == 3
            one.restart()

            class Other:
                def put(self, item: int) -> int:
                    return item * 100

            assert one.method(Other())(1) == 100

    def test_pure_builtins_stay_on_their_side(self, talk: Any) -> None:
        assert talk.call(sorted, [2, 1]) == [1, 2]
        assert talk.same(len) is len
        sent = len(talk.runner.operations)
        assert talk.call(max, 1, 2) == 2
        assert len(talk.runner.operations) == sent + 2  # the name and the call

    def test_signature_of_both_sides(self, talk: Any) -> None:
        with conversation(
            "import inspect\ndef arity(f): return len(inspect.signature(f).parameters)\n"
            "def g(a, /, b: int = 2, *c, d='x', **e) -> float: ..."
        ) as one:
            assert (
                str(inspect.signature(one.g))
                == str(inspect.signature(lambda a, /, b=2, *c, d="x", **e: 0)).replace(
                    "b=2", "b: int = 2"
                )
                + " -> float"
            )


class TestSharedValues:
    SOURCE = """
    kept = []
    def keep(value):
        kept.append(value)
    def last(): return kept[-1]
    def append(value, item):
        value.append(item)
    def change(value, key, item):
        value[key] = item
    def swap(rows): rows[0], rows[1] = rows[1], rows[0]
    def alias(rows): rows.append(rows[0])
    def nest(a, b): a.append(b)
    def sorted_in_place(values): values.sort()
    def raising(values):
        values.append("before")
        raise ValueError
    def frame(df):
        df["new"] = df["a"] * 2
        df.loc[0, "a"] = 100
    def zero(array): array[...] = 0
    def forget(): kept.clear()
    def use_twice(f, value):
        value.append(1)
        f(value)
        value.append(2)
        f(value)
        return value
    def move(a, b): b.append(a.pop())
    def both(a, b): return a is b
    """

    @pytest.fixture
    def talk(self) -> Iterator[Any]:
        with conversation(self.SOURCE) as one:
            yield one

    def test_a_mutation_is_seen(self, talk: Any) -> None:
        values = [3, 1, 2]
        talk.sorted_in_place(values)
        assert values == [1, 2, 3]
        table = {"a": [1]}
        talk.change(table, "b", {2})
        assert table == {"a": [1], "b": {2}}

    def test_a_mutation_before_an_exception_is_seen(self, talk: Any) -> None:
        values = [1]
        with pytest.raises(ValueError):  # noqa: PT011  # it has no text
            talk.raising(values)
        assert values == [1, "before"]

    def test_later_changes_are_seen_on_both_sides(self, talk: Any) -> None:
        values = [1]
        talk.keep(values)
        values.append(2)
        assert talk.last() is values
        talk.append(talk.last(), 3)
        assert values == [1, 2, 3]
        talk.restart()

    def test_rows_keep_their_identity(self, talk: Any) -> None:
        one, two = [1], [2]
        rows = [one, two]
        talk.swap(rows)
        assert rows[0] is two
        talk.alias(rows)
        assert rows[2] is two
        talk.append(rows[0], "x")
        assert one == [1]
        assert two == [2, "x"]
        assert rows == [[2, "x"], [1], [2, "x"]]

    def test_aliases_of_two_arguments(self, talk: Any) -> None:
        row = [1]
        assert talk.both(row, row)
        assert not talk.both(row, [1])
        one, other = [[1]], []
        inner = one[0]
        talk.move(one, other)
        assert one == []
        assert other[0] is inner

    def test_a_value_put_into_another(self, talk: Any) -> None:
        outer, inner = [], [1]
        talk.nest(outer, inner)
        assert outer[0] is inner
        talk.append(inner, 2)
        assert outer == [[1, 2]]

    def test_callbacks_see_the_state_of_the_moment(self, talk: Any) -> None:
        seen: list[list[int]] = []
        values: list[int] = []

        def look(found: list[int]) -> None:
            assert found is values
            seen.append(list(found))
            found.append(9)

        assert talk.use_twice(look, values) is values
        assert seen == [[1], [1, 9, 2]]
        assert values == [1, 9, 2, 9]

    def test_what_nobody_holds_is_dropped_on_both_sides(self, talk: Any) -> None:
        for size in range(20):
            talk.append([0] * size, 1)
        assert len(talk.world.peer.shared) <= 1
        values = [1]
        talk.keep(values)
        assert len(talk.world.peer.shared) == 1
        talk.forget()
        gc.collect()
        del values
        talk.forget()
        assert len(talk.world.peer.shared) == 0
        assert len(talk.runner.world.peer.shared) == 0

    def test_large_values_are_followed_during_a_call_only(self, talk: Any) -> None:
        large = list(range(100_000))
        talk.append(large, "new")
        assert large[-1] == "new"
        talk.keep(large)
        assert len(talk.world.peer.shared) == 0
        array = np.ones(100_000)
        talk.zero(array)
        assert not array.any()

    def test_arrays_and_frames(self, talk: Any) -> None:
        array = np.arange(4.0)
        view = array[1:3]
        talk.zero(view)
        assert array.tolist() == [0, 0, 0, 3]
        array.flags.writeable = False
        with pytest.raises(ValueError, match="read-only"):
            talk.zero(array)

    @pytest.mark.filterwarnings(DEPRECATED)
    def test_frames(self, talk: Any) -> None:
        frame = pd.DataFrame({"a": [1, 2]})
        talk.frame(frame)
        pd.testing.assert_frame_equal(frame, pd.DataFrame({"a": [100, 2], "new": [2, 4]}))

    def test_a_new_case_undoes_all_and_forgets(self, talk: Any) -> None:
        data = [[1], [2]]
        first = data[0]
        for _ in range(2):
            talk.append(data, 3)
            talk.append(data[0], 4)
        talk.swap(data)
        talk.restart()
        assert data == [[1], [2]]
        assert data[0] == [1]
        assert first in ([1], [2])
        assert len(talk.world.peer.shared) == 0
        talk.append(data, 3)
        assert data == [[1], [2], 3]


class TestLaterCases:
    """Each case has a fresh process: objects of earlier ones are found or made again."""

    def test_functions_and_classes_by_their_names(self, talk: Any) -> None:
        same, counter = talk.same, talk.known("Counter")
        talk.restart()
        assert same(1) == 1
        assert counter(2).value == 2
        assert talk.Counter is counter
        assert counter(2) == 2
        assert counter.of(1).step().value == 2

    def test_objects_of_the_module(self, talk: Any) -> None:
        one = talk.counter
        one.step()
        talk.restart()
        assert one.value == 5
        assert talk.counter is one

    def test_objects_that_were_made_are_made_again(self, talk: Any) -> None:
        one = talk.Counter(3)
        two = talk.make(4)
        talk.restart()
        assert (one.value, two.value) == (3, 4)
        assert talk.same(one) is one
        assert one.step() is one
        assert one.value == 4

    def test_the_very_first_request_of_all_can_be_made_again(self) -> None:
        source = "class A:\n    pass\ndef same(x): return x\nimport functools\np = functools.partial(A)\nq = [p]"
        with conversation(source) as talk:
            first = talk.world.ask("method", talk.anchor, "A")
            talk.restart()
            assert talk.same(first) is first

    def test_with_all_that_happened_to_them(self, talk: Any) -> None:
        one = talk.known("Counter")(3)
        one.step().step(by=2)
        one.label = "x"
        one += 10
        talk.restart()
        assert one.value == 16
        assert one.label == "x"
        one.step()
        talk.restart()
        assert one.value == 17

    def test_made_of_one_another(self, talk: Any) -> None:
        one = talk.make(1)
        holder = talk.call(talk.Counter, one)
        talk.restart()
        assert holder.value is one
        assert one.value == 1

    def test_returned_functions(self) -> None:
        source = """
        def outer(n):
            def inner(x): return x + n
            return inner
        def gen(n): yield from range(n)
        """
        with conversation(source) as talk:
            add, numbers = talk.outer(5), talk.gen(4)
            assert next(numbers) == 0
            talk.restart()
            assert add(1) == 6
            assert list(numbers) == [1, 2, 3]

    def test_what_cannot_be_found_again_is_named(self) -> None:
        source = "class A: pass\nboth = lambda: [A(), A()]"
        with conversation(source) as talk:
            inner = talk.both()[0]
            talk.restart()
            with pytest.raises(WireError, match="cannot be found again"):
                _ = inner.x

    def test_of_a_changed_state_in_one_case_nothing_is_left(self, talk: Any) -> None:
        talk.Counter.limit = 1
        talk.restart()
        assert talk.Counter.limit == 9


def refuse(operation: str, args: tuple[Any, ...], kwargs: dict[str, Any]) -> object:
    """Serves nothing."""
    raise AttributeError(operation)


def guarded(
    *lines: Any, serve: Callable[..., object] = refuse, may_export: bool = True
) -> tuple[World, Script]:
    """The judge's world, whose other end says these lines."""
    script = Script()
    world = World(script, serve, parity=0, may_export=lambda value: may_export, guarded=True)
    script.lines = list(lines)
    return world, script


CLASS = ("class", 1, "A", "A", "m", None, (), (), (), None)
REFERENCES: dict[str, Ref] = {
    "unknown": Ref("unknown"),
    "a name to follow": Ref("path", "__class__.__base__"),
    "the module": Ref("path", ""),
    "a request to make again": Ref("replay", 1, "__call__", (int,), {}, ()),
    "a handle that was never given": Ref("own", 5),
    "a handle below nothing": Ref("own", -1),
    "a handle that is no integer": Ref("own", "0"),
    "a builtin with side effects": Ref("builtin", "exec"),
    "a builtin by no name": Ref("builtin", []),
    "an object of a builtin type": Ref("object", 1, int, 5, None, None, None),
    "an object of no class": Ref("object", 1, None, None, None, None, None),
    "too few fields": Ref("object", 1),
    "a class by no name": Ref("class", 1, 5, "A", "m", None, (), (), (), None),
    "a class of a long list of fields": Ref(*CLASS, 1, 2, 3),
    "a class with bases of another kind": Ref("class", 1, "A", "A", "m", None, 5, (), (), None),
    "a class with special methods of another kind": Ref("class", 1, "A", "A", "m", None, (), (5,), (), None),
    "a class by an unhashable handle": Ref("class", [], "A", "A", "m", None, (), (), (), None),
    "an exception of no class": Ref("exception", 1, int, (), "", (), {}, None, None),
    "an exception with arguments of another kind": Ref("exception", 1, ValueError, [1], "", (), {}, None, None),
    "an exception with frames of another kind": Ref("exception", 1, ValueError, (), "", (1,), {}, None, None),
    "an exception with attributes of another kind": Ref("exception", 1, ValueError, (), "", (), 5, None, None),
    "an exception caused by a number": Ref("exception", 1, ValueError, (), "", (), {}, 5, None),
    "an exception in the context of a string": Ref("exception", 1, ValueError, (), "", (), {}, None, "x"),
}  # fmt: skip


@pytest.mark.parametrize("reference", REFERENCES.values(), ids=REFERENCES.keys())
def test_a_malformed_reference_is_a_decode_error(reference: Ref) -> None:
    world, _ = guarded(answer(reference))
    with pytest.raises(DecodeError):
        world.peer.request("op")


@pytest.mark.parametrize("value", [5, None, [1], int, Ref(*CLASS)], ids=str)
def test_what_is_raised_must_be_an_exception(value: Any) -> None:
    world, _ = guarded(["!", "ID", FORGER.encode(value), [], []])
    with pytest.raises(WireError):
        world.peer.request("op")


@pytest.mark.parametrize(
    "attributes", [{"__class__": 1, "__traceback__": 5, "_private": 1}, {"__notes__": 5}, {1: 2}]
)
def test_attributes_of_an_exception_cannot_be_private(attributes: dict[Any, Any]) -> None:
    error = Ref("exception", 1, ValueError, ("x",), "x", (), attributes, None, None)
    world, _ = guarded(["!", "ID", FORGER.encode(error), [], []])
    with pytest.raises(ValueError, match="x") as raised:
        world.peer.request("op")
    assert type(raised.value) is ValueError
    assert attributes.keys().isdisjoint(vars(raised.value))


@pytest.mark.parametrize(
    "target", [sum, max, int, list, map, ValueError, "text", 5, [1], None], ids=repr
)
def test_only_what_was_handed_out_is_asked(target: Any) -> None:
    """A builtin that crossed by its name is none of the objects that this side gave away."""
    served: list[Any] = []
    sent = Ref("builtin", target.__name__) if target in (sum, max) else target
    ask = ["?", 7, "__call__", [FORGER.encode(sent)], {}, [], []]
    world, script = guarded(ask, answer(1), serve=lambda *args: served.append(args))
    assert world.peer.request("op") == 1
    assert served == []
    assert script.heard[1][:2] == ["!", 7]


def test_what_was_handed_out_is_asked() -> None:
    ask = ["?", 7, "__call__", [FORGER.encode(Ref("own", 0)), FORGER.encode(4)], {}, [], []]
    world, script = guarded(
        ask, answer(1), serve=lambda operation, args, kwargs: OPERATIONS[operation](*args, **kwargs)
    )
    assert world.peer.request("op", lambda x: x + 1) == 1
    assert Codec().decode(script.heard[1][2]) == 5


def test_a_request_without_a_target_is_an_error_of_the_other_side() -> None:
    world, script = guarded(["?", 7, "__call__", [], {}, [], []], answer(1))
    assert world.peer.request("op") == 1
    assert script.heard[1][:2] == ["!", 7]


def test_what_may_not_be_exported_is_named() -> None:
    world, script = guarded(may_export=False)
    with pytest.raises(Unencodable, match="function"):
        world.peer.request("op", lambda: None)
    assert script.heard == []


def test_an_instance_of_no_mirror_has_no_origin() -> None:
    for value in (5, object(), ValueError(), int, None):
        assert origin(value) is None
