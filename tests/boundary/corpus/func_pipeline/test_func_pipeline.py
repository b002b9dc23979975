import math
import operator
from functools import partial

import numpy as np
import pytest
from func_pipeline import (
    accumulate, apply_twice, compose, converge, curry, flip, foldl, foldr, group_by, keep, lazy_map, pick, pipe, table,
)


def test_compose():
    assert compose(str, lambda x: x + 1, abs)(-3) == "4"
    assert compose()("same") == "same"


def test_pipe():
    assert pipe(" Ab ", str.strip, str.upper, list, len) == 2
    assert pipe(5) == 5


def test_accumulate_builtins():
    assert accumulate(["1", "2"], int) == [1, 2]
    assert accumulate(["ab", "c"], len) == [2, 1]
    assert accumulate(["a", "b"], str.upper) == ["A", "B"]
    assert accumulate([1, 4], math.sqrt) == [1.0, 2.0]


def test_accumulate_numpy():
    result = accumulate([[1, 2], [3]], np.sum)
    assert result == [3, 3]
    assert type(result[0]) is np.int64


def test_keep():
    assert keep(range(6), lambda n: n % 2) == [1, 3, 5]
    assert keep(["", "a", None, 0, [0]]) == ["a", [0]]
    assert keep("aB1", str.isalpha) == ["a", "B"]


def test_folds():
    assert foldl(operator.floordiv, [2, 5], 24) == 2
    assert foldr(lambda item, acc: acc + item, ["a", "b"], "!") == "!ba"
    assert foldl(operator.mul, range(1, 31), 1) == math.factorial(30)


def test_partial():
    add_five = curry(operator.add, 5)
    assert add_five(1) == 6
    assert curry(pow, 2)(10) == 1024
    assert curry(max)(3, 9, key=lambda n: -n) == 3


def test_flip_and_twice():
    assert flip(operator.sub)(1, 10) == 9
    assert flip(divmod)(3, 10) == (3, 1)
    assert apply_twice(apply_twice(lambda x: x * 2))(1) == 16


def test_getters():
    assert pick("a")({"a": 1}) == 1
    assert sorted([(2, "a"), (1, "b")], key=pick(1)) == [(2, "a"), (1, "b")]
    assert pick(0, 2)("xyz") == ("x", "z")


def test_group_by():
    assert group_by(["apple", "bob", "ant"], key=lambda w: w[0]) == {"a": ["apple", "ant"], "b": ["bob"]}
    assert group_by([1, 2.5, True], type) == {int: [1], float: [2.5], bool: [True]}


def test_functions_in_a_dict():
    functions = table()
    assert functions["add"](2, 3) == 5
    assert functions["upper"]("x") == "X"
    assert functions["len"] is len
    assert functions["int"] is int
    assert functions["own"](operator.sub)(1, 2) == 1


def test_lazy_map():
    seen = []
    result = lazy_map(lambda n: seen.append(n) or n, [1, 2, 3])
    assert seen == []
    assert next(result) == 1
    assert seen == [1]
    assert list(result) == [2, 3]


def test_candidate_function_as_callback():
    assert accumulate([(1, 2)], partial(foldl, operator.add, initial=0)) == [3]
    assert pipe([1, 2], partial(accumulate, operation=compose(str, abs))) == ["1", "2"]


def test_converge():
    assert converge(lambda n: n // 2, 100) == 0
    with pytest.raises(RuntimeError, match="no fixed point"):
        converge(lambda n: n + 1, 0, limit=30)


def test_wrong_arity():
    with pytest.raises(TypeError):
        accumulate([1], lambda a, b: a)
