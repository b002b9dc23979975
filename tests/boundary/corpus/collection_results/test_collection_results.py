from collections import Counter, OrderedDict, defaultdict, deque

from collection_results import (
    Point, center, index, last, remember, rotate, settings, sort_items, tally, word_count,
)


def test_counter():
    result = word_count("one fish two fish")
    assert type(result) is Counter
    assert result["fish"] == 2
    assert result["none"] == 0
    assert result.most_common(1) == [("fish", 2)]


def test_counter_order():
    assert list(word_count("b a b")) == ["b", "a"]


def test_defaultdict():
    result = index(["ant", "bee", "asp"])
    assert isinstance(result, defaultdict)
    assert result == {"a": ["ant", "asp"], "b": ["bee"]}
    assert result["z"] == []


def test_ordered_dict():
    result = sort_items({"b": 1, "a": 2}, key=lambda item: item[1])
    assert type(result) is OrderedDict
    assert list(result.items()) == [("b", 1), ("a", 2)]
    result.move_to_end("b")
    assert list(result) == ["a", "b"]


def test_deque():
    result = last(range(10), 3)
    assert result == deque([7, 8, 9])
    assert result.maxlen == 3
    result.append(10)
    assert list(result) == [8, 9, 10]


def test_deque_edited_in_place():
    queue = deque("abc")
    assert rotate(queue, 1) == deque("cab")
    assert queue == deque("cab")


def test_namedtuple():
    result = center([Point(0, 0), Point(x=2, y=4)])
    assert result == Point(1.0, 2.0) == (1.0, 2.0)
    assert result.x == 1.0
    assert repr(result) == "Point(x=1.0, y=2.0)"


def test_namedtuple_from_iterator():
    assert center(Point(n, -n) for n in range(3)).y == -1.0


def test_chain_map():
    assert settings({"a": 1}, {"a": 2, "b": 3}) == {"a": 1, "b": 3}


def test_counter_argument_edited():
    counter = Counter("aab")
    tally(counter, "b")
    tally(counter, "c")
    assert counter == Counter({"a": 2, "b": 2, "c": 1})


def test_defaultdict_argument_edited():
    table = defaultdict(list, a=[1])
    remember(table, "a", 2)
    remember(table, "b", 3)
    assert table == {"a": [1, 2], "b": [3]}
    assert table.default_factory is list
