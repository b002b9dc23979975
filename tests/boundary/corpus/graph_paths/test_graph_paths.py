import math

import pytest
from graph_paths import NoPath, build, dijkstra, neighbours, shortest, topological, walk


@pytest.fixture
def graph():
    return build([("a", "b"), ("b", "c"), ("a", "d"), ("d", "c"), ("c", "e")])


def test_build():
    graph = build([(1, 2), (1, 3)])
    assert graph == {1: {2, 3}, 2: set(), 3: set()}
    assert type(graph[1]) is set


def test_shortest(graph):
    assert shortest(graph, "a", "e") == ["a", "b", "c", "e"]
    assert shortest(graph, "a", "a") == ["a"]


def test_no_path(graph):
    with pytest.raises(NoPath) as err:
        shortest(graph, "e", "a")
    assert str(err.value) == "no path from 'e' to 'a'"
    assert (err.value.start, err.value.goal) == ("e", "a")


def test_unknown_node(graph):
    with pytest.raises(KeyError) as err:
        shortest(graph, ("z", 1), "a")
    assert err.value.args == (("z", 1),)
    assert str(err.value) == "('z', 1)"


def test_weights_with_tuple_keys():
    weights = {("a", "b"): 4, ("a", "c"): 1, ("c", "b"): 2.5, ("b", "d"): math.inf}
    assert dijkstra(weights, "a") == {"a": 0, "c": 1, "b": 3.5, "d": math.inf}
    assert list(dijkstra(weights, "a")) == ["a", "c", "b", "d"]


def test_neighbours():
    assert neighbours((0, 0)) == {(0, 1): 1, (1, 0): 1, (0, -1): 1, (-1, 0): 1}
    assert neighbours((1, 1), cost=sum)[1, 2] == 3
    assert neighbours((0, 0), cost=lambda cell: cell[0] or None)[0, 1] is None


def test_topological(graph):
    assert topological(graph) == ["a", "d", "b", "c", "e"]


def test_cycle():
    with pytest.raises(ValueError) as err:
        topological(build([(1, 2), (2, 3), (3, 1)]))
    assert err.value.args == ("cycle", [1, 2, 3, 1])


def test_walk(graph):
    visited = []
    seen = walk(graph, "a", visited.append)
    assert visited == ["a", "b", "c", "e", "d"]
    assert type(seen) is frozenset
    assert seen == set("abcde")


def test_graph_untouched(graph):
    before = {node: set(ends) for node, ends in graph.items()}
    shortest(graph, "a", "e")
    topological(graph)
    assert graph == before
