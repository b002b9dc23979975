from itertools import islice, takewhile
from types import GeneratorType

import pytest
from lazy_streams import (
    chunks, countdown, evens, fail_after, fibonacci, flatten, naturals, pairs, take, traced,
)


def test_islice():
    assert list(islice(naturals(), 3)) == [1, 2, 3]
    assert list(islice(naturals(start=7), 0, 6, 2)) == [7, 9, 11]


def test_fibonacci():
    assert list(takewhile(lambda n: n < 30, fibonacci())) == [0, 1, 1, 2, 3, 5, 8, 13, 21]
    assert next(islice(fibonacci(), 300, None)) > 2**200


def test_stream_passed_back():
    stream = naturals()
    assert take(2, stream) == [1, 2]
    assert take(2, stream)[0] in (3, 4)


def test_take_from_own_generator():
    assert take(3, (letter for letter in "abcdef")) == ["a", "b", "c"]


def test_chunks():
    assert list(chunks("abcde", 2)) == [["a", "b"], ["c", "d"], ["e"]]
    assert next(chunks(naturals(), 4)) == [1, 2, 3, 4]


def test_flatten():
    assert list(flatten([1, (2, [None, 3]), [[[]]], "ab"])) == [1, 2, 3, "ab"]


def test_lazy_side_effects():
    log = []
    stream = traced(log)
    assert log == []
    assert next(stream) == 1
    assert log == ["start"]
    assert list(stream) == [2]
    assert log == ["start", "middle", "end"]


def test_one_pass_only():
    stream = countdown(2)
    assert list(stream) == [2, 1]
    assert list(stream) == []


def test_iter_is_itself():
    stream = evens()
    assert iter(stream) is stream
    assert [next(stream), next(stream)] == [0, 2]


def test_zip_object():
    assert dict(pairs("ab", naturals())) == {"a": 1, "b": 2}


def test_return_value():
    def outer():
        result = yield from countdown(1)
        yield result

    assert list(outer()) == [1, "lift off"]


def test_error_in_the_middle():
    seen = []
    with pytest.raises(ValueError, match="no more"):
        for item in fail_after(3):
            seen.append(item)
    assert seen == [0, 1, 2]


def test_is_generator():
    assert hasattr(naturals(), "__next__")
    assert not isinstance(naturals, GeneratorType)


def test_membership_and_unpacking():
    assert 6 in evens()
    first, *rest = countdown(3)
    assert (first, rest) == (3, [2, 1])
