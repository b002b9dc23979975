"""Higher-order functions."""

import functools
import operator


def compose(*functions):
    return functools.reduce(lambda f, g: lambda x: f(g(x)), functions, lambda x: x)


def pipe(value, *functions):
    for function in functions:
        value = function(value)
    return value


def accumulate(collection, operation):
    return [operation(item) for item in collection]


def keep(items, predicate=None):
    return [item for item in items if (predicate(item) if predicate else item)]


def foldl(function, items, initial):
    for item in items:
        initial = function(initial, item)
    return initial


def foldr(function, items, initial):
    for item in reversed(items):
        initial = function(item, initial)
    return initial


def curry(function, *first):
    return functools.partial(function, *first)


def flip(function):
    return lambda a, b: function(b, a)


def apply_twice(function):
    return lambda x: function(function(x))


def pick(*names):
    return operator.itemgetter(*names)


def group_by(items, key):
    groups = {}
    for item in items:
        groups.setdefault(key(item), []).append(item)
    return groups


def table():
    return {"add": operator.add, "upper": str.upper, "len": len, "int": int, "own": flip}


def lazy_map(function, items):
    return map(function, items)


def converge(function, start, limit=100):
    for _ in range(limit):
        following = function(start)
        if following == start:
            return start
        start = following
    raise RuntimeError("no fixed point")
