# planted: test_pair_is_tuple, test_empty_dict_not_set, test_order_of_merge, test_frozen_result
"""Containers of several kinds; four functions give the wrong kind or order."""


def pair(a, b):
    return [a, b]


def nothing():
    return set()


def merge(first, second):
    return {**second, **first} | second


def letters(text):
    return set(text)


def window(text, size):
    return tuple(tuple(text[i : i + size]) for i in range(len(text) - size + 1))


def count_up(stop):
    return range(0, stop, 2)


def cut(start, stop=None, step=None):
    return slice(start, stop, step)


def nested():
    return {(0, 1): [(1,), {2}, frozenset({3})], None: {"a": {"b": ()}}, 1.5: range(3), frozenset("x"): b"y"}


def deepest(depth):
    value = []
    for _ in range(depth):
        value = [value]
    return value
