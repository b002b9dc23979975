"""What the candidate's code may hold of a test's objects, and do with them."""

from __future__ import annotations

import contextlib
import functools
import importlib.util
import io
import operator
import sys
import threading
import types
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from grader.judge.exports import Policy

SOURCE = """
import dataclasses

SECRET = 42

class Box:
    shared = 1
    _hidden = SECRET
    def __init__(self): self.items, self._secret = [], SECRET
    def put(self, item): self.items.append(item); return self
    def _check(self): return self._secret
    def __len__(self): return len(self.items)
    def __eq__(self, other): return True
    __hash__ = None

class Oops(Exception): pass

def callback(x): return x + SECRET

def lazy():
    got = yield 1
    yield got
"""


@pytest.fixture
def suite(tmp_path: Path) -> Iterator[Any]:
    """A test file of a suite, imported from its folder."""
    path = tmp_path / "hidden" / "test_box.py"
    path.parent.mkdir()
    path.write_text(SOURCE)
    spec = importlib.util.spec_from_file_location("test_box_of_a_suite", path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    yield module
    del sys.modules[spec.name]


@pytest.fixture
def policy(tmp_path: Path) -> Policy:
    return Policy(tmp_path)


class Foreign:
    """Of no test file."""

    def public(self) -> None:
        """Nothing."""


@pytest.mark.parametrize(
    "value",
    [
        lambda: None, print, [].append, str.upper, iter([]), (x for x in ()), map(str, ()), zip(),
        io.StringIO(), io.BytesIO(), {}.keys(), {}.values(), {}.items(), contextlib.nullcontext(),
        functools.partial(int), operator.itemgetter(1), np.sin, np.vectorize(int), ValueError("x"),
        functools.lru_cache(lambda: None),
    ],
    ids=lambda value: type(value).__name__,
)  # fmt: skip
def test_what_can_be_called_or_read_may_be_held(policy: Policy, value: object) -> None:
    assert policy.may_export(value)


@pytest.mark.parametrize(
    "value",
    [
        sys, sys._getframe(), (lambda: None).__code__, {"a": 1}, [1], 5, object(), Foreign(), Foreign,
        types.SimpleNamespace(a=1), types.MappingProxyType({}), None, Path(), threading.Lock(),
    ],
    ids=lambda value: type(value).__name__,
)  # fmt: skip
def test_nothing_else_may(policy: Policy, value: object) -> None:
    assert not policy.may_export(value)
    with pytest.raises(AttributeError):
        policy.serve("__repr__", (value,), {})


def test_classes_of_the_tests_and_their_instances_may(policy: Policy, suite: Any) -> None:
    for value in (suite.Box, suite.Box(), suite.Oops("x"), suite.callback, suite.lazy()):
        assert policy.may_export(value)


def test_a_class_that_only_says_so_may_not(policy: Policy) -> None:
    assert not policy.may_export(type("Fake", (), {"__module__": "no_such_module"}))
    assert not policy.may_export(type("Fake", (), {"__module__": None}))


def test_public_names_are_served(policy: Policy, suite: Any) -> None:
    box = suite.Box()
    assert policy.serve("method", (box, "put", 5), {}) is box
    assert policy.serve("getattr", (box, "items"), {}) == [5]
    assert policy.serve("__len__", (box,), {}) == 1
    policy.serve("setattr", (box, "label", "x"), {})
    assert box.label == "x"
    policy.serve("delattr", (box, "label"), {})
    assert policy.serve("getattr", (suite.Box, "shared"), {}) == 1
    assert policy.serve("__call__", (suite.callback, 1), {}) == 43
    assert policy.serve("getattr", (suite.callback, "__name__"), {}) == "callback"


@pytest.mark.parametrize(
    "name",
    [
        "_secret", "_check", "_hidden", "__dict__", "__class__", "__globals__", "__code__", "__closure__",
        "__init__", "__self__", "__func__", "__reduce__", "__subclasses__", "__mro__", "__module__",
        "__wrapped__", "__defaults__", "__kwdefaults__", "__builtins__", "__getattribute__", "__bases__",
        "__cause__", "__context__", "__traceback__",
    ],
)  # fmt: skip
def test_private_names_are_not(policy: Policy, suite: Any, name: str) -> None:
    targets = (
        suite.Box(),
        suite.Box,
        suite.callback,
        suite.lazy(),
        suite.Box().put,
        suite.Oops("x"),
    )
    for target in targets:
        for operation in ("getattr", "method", "delattr"):
            with pytest.raises(AttributeError):
                policy.serve(operation, (target, name), {})
        with pytest.raises(AttributeError):
            policy.serve("setattr", (target, name, 1), {})


@pytest.mark.parametrize("name", ["gi_frame", "gi_code", "gi_yieldfrom", "f_globals", "co_consts"])
def test_frames_are_out_of_reach(policy: Policy, suite: Any, name: str) -> None:
    for target in (suite.lazy(), suite.callback, suite.Box().put):
        with pytest.raises(AttributeError):
            policy.serve("getattr", (target, name), {})


class Name(str):
    """Says that it is another name."""

    def startswith(self, *_: object) -> bool:  # type: ignore[override]
        return False


@pytest.mark.parametrize("name", [5, None, b"items", Name("_secret"), ["items"]])
def test_a_name_is_a_string(policy: Policy, suite: Any, name: object) -> None:
    with pytest.raises(AttributeError, match="string"):
        policy.serve("getattr", (suite.Box(), name), {})


@pytest.mark.parametrize(
    "target", [lambda: None, print, iter([]), functools.partial(int), np.sin], ids=repr
)
@pytest.mark.parametrize("name", ["func", "args", "anything", "reduce", "gi_frame"])
def test_of_other_objects_only_what_they_are_asked_by_operators(
    policy: Policy, target: object, name: str
) -> None:
    with pytest.raises(AttributeError):
        policy.serve("getattr", (target, name), {})
    with pytest.raises(AttributeError):
        policy.serve("setattr", (target, name, 1), {})


def test_generators_are_driven(policy: Policy, suite: Any) -> None:
    found = suite.lazy()
    assert policy.serve("__next__", (found,), {}) == 1
    assert policy.serve("method", (found, "send", "x"), {}) == "x"
    with pytest.raises(KeyError):
        policy.serve("method", (found, "throw", KeyError("k")), {})
    assert policy.serve("method", (found, "close"), {}) is None


def test_streams_are_used(policy: Policy) -> None:
    stream = io.StringIO("a\nb\n")
    assert policy.serve("method", (stream, "readline"), {}) == "a\n"
    assert policy.serve("__iter__", (stream,), {}) is stream
    with pytest.raises(AttributeError):
        policy.serve("setattr", (stream, "write", print), {})


@pytest.mark.parametrize(
    "operation", ["signature", "eval", "__class__", "__init__", "", "__import__"]
)
def test_only_known_operations(policy: Policy, operation: str) -> None:
    with pytest.raises(AttributeError):
        policy.serve(operation, (print,), {})


def test_keywords_by_any_name(policy: Policy) -> None:
    found = policy.serve(
        "__call__", (lambda **kwargs: kwargs,), {"self": 1, "operation": 2, "args": 3}
    )
    assert found == {"self": 1, "operation": 2, "args": 3}
