import functools

import pytest
from observer_board import ComputeCell, Hub, InputCell


@pytest.fixture
def cell():
    return InputCell(1)


@pytest.fixture
def plus_one(cell):
    return ComputeCell([cell], lambda values: values[0] + 1)


@pytest.fixture
def hub():
    return Hub()


def test_compute(cell, plus_one):
    assert plus_one.value == 2
    cell.value = 10
    assert plus_one.value == 11


def test_two_inputs(cell):
    other = InputCell(5)
    both = ComputeCell([cell, other], sum)
    other.value = 7
    assert both.value == 8


def test_callback(cell, plus_one):
    seen = []
    plus_one.add_callback(seen.append)
    cell.value = 3
    cell.value = 3
    cell.value = 4
    assert seen == [4, 5]


def test_remove_callback(cell, plus_one):
    seen = []
    callback = seen.append
    plus_one.add_callback(callback)
    plus_one.remove_callback(callback)
    plus_one.remove_callback(callback)
    cell.value = 3
    assert seen == []


def test_counter_in_closure(cell, plus_one):
    calls = 0

    def callback(value):
        nonlocal calls
        calls += 1

    plus_one.add_callback(callback)
    for number in range(2, 22):
        cell.value = number
    assert calls == 20


def test_callback_reads_the_cell(cell, plus_one):
    seen = []
    plus_one.add_callback(lambda value: seen.append((value, cell.value, plus_one.value)))
    cell.value = 6
    assert seen == [(7, 6, 7)]


def test_hub_returns_results(hub):
    hub.on("add", lambda a, b=1: a + b)
    hub.on("add", max)
    assert hub.emit("add", 3, 4) == [7, 4]


def test_hub_decorator(hub):
    @hub.on("hello")
    def greet(name):
        return f"hello {name}"

    assert greet("direct") == "hello direct"
    assert hub.emit("hello", name="hub") == ["hello hub"]


def test_hub_gives_back_same_function(hub):
    def listener():
        return None

    assert hub.on("x", listener) is listener
    assert hub.listeners("x") == [listener]
    assert hub.listeners("x")[0] is listener


def test_partial_and_bound_methods(hub):
    words = ["b"]
    hub.on("w", words.append)
    hub.on("w", functools.partial(str.replace, "a-b", "-"))
    assert hub.emit("w", "c") == [None, "acb"]
    assert words == ["b", "c"]


def test_nobody_listens(hub):
    assert hub.emit("silence", 1, x=2) == []


def test_listener_emits_again(hub):
    seen = []
    hub.on("a", lambda n: hub.emit("b", n + 1))
    hub.on("b", lambda n: seen.append(n) or "done")
    assert hub.emit("a", 1) == [["done"]]
    assert seen == [2]
