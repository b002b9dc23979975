# planted: test_copy_is_new, test_no_shared_default, test_deep_copy_inside, test_array_copy
"""The same object or a copy of it.  Four functions share what they should copy."""

import numpy as np


def give_back(value):
    return value


def first(items):
    return items[0]


def copied(items):
    return items


def shallow(items):
    return list(items)


def deep(items):
    return [inner for inner in items]


def append_to(value, items=[]):
    items.append(value)
    return items


def append_safely(value, items=None):
    items = [] if items is None else items
    items.append(value)
    return items


def larger(a, b):
    return a if len(a) >= len(b) else b


def find(items, predicate):
    return next((item for item in items if predicate(item)), None)


def array_copy(array):
    return np.asarray(array)


class Keeper:
    def __init__(self, items):
        self.items = items

    def get(self):
        return self.items

    def safe(self):
        return list(self.items)

    def me(self):
        return self


def pair_of(value):
    return value, value


def is_same(a, b):
    return a is b
