import pytest
from flexible_args import (
    Flexible, collect, everything, first_and_rest, forward, merge, only_positional, optional, options, send, total,
)


def test_defaults():
    assert send(3) == "3 kg"
    assert send(amount=3, verbose=True) == "3 kg!"


def test_keyword_only_is_enforced():
    with pytest.raises(TypeError):
        send(3, "g")


def test_varargs():
    assert list(collect(1, "a", None)) == [1, "a", None]
    assert len(collect()) == 0


def test_varargs_are_a_tuple():
    assert collect(1, 2) == (1, 2)


def test_positional_only():
    assert only_positional(5) == 3
    with pytest.raises(TypeError, match="positional-only"):
        only_positional(a=5)


def test_keyword_order():
    assert list(options(z=1, a=2, m=3)) == ["z", "a", "m"]
    assert options() == {}


def test_odd_keywords():
    assert options(**{"not an identifier": 1, "self": 2, "π": 3}) == {"not an identifier": 1, "self": 2, "π": 3}


def test_merge():
    assert merge({"a": 1}, b=2) == {"a": 1, "b": 2}


def test_original_kwargs_untouched():
    defaults = {"a": 1, "b": 2}
    merge(defaults, a=5)
    assert defaults == {"a": 1, "b": 2}


def test_everything():
    assert everything(1, 2, x=3) == "1, 2, x=3"
    assert everything("a", *"bc", sep="") == "abc"
    assert everything(*[1], **{"sep": "-", "k": None}) == "1-k=None"


def test_total():
    assert total(1, 2, start=10) == 13
    assert total([1], [2], start=[]) == [1, 2]


def test_rest_and_optional():
    assert first_and_rest(1) == (1, ())
    assert first_and_rest(*range(3)) == (0, (1, 2))
    assert optional(0) == 0
    assert optional() == optional(None) == "nothing"


def test_forward():
    assert forward(sorted, [3, 1], reverse=True) == [3, 1]
    assert forward(lambda *a, **k: (a, k), 1, two=2) == ((1,), {"two": 2})


def test_flexible_class():
    flexible = Flexible(1, 2, name="x")
    assert flexible.items == (1, 2)
    assert flexible.named == {"name": "x"}
    assert flexible(3, key=len("ab"), other=4) == ((3,), 2, {"other": 4})


def test_bad_calls():
    for kwargs in ({}, {"amount": 1, "wrong": 2}):
        with pytest.raises(TypeError):
            send(**kwargs)
