"""Functions that change what they are given, at every depth."""

import numpy as np


def append(items, value):
    items.append(value)


def clear(container):
    container.clear()


def grow(mapping, key, value):
    mapping.setdefault(key, []).append(value)


def discard(items, *values):
    items.difference_update(values)


def deep(tree):
    tree["a"][0]["b"].append({"c": (1, [2])})
    tree["a"][0]["b"][-1]["c"][1].append(3)


def alias(left, right):
    left.append(right)
    right.append("tail")


def swap(pair):
    pair[0], pair[1] = pair[1], pair[0]


def scale(array, factor):
    array *= factor


def zero_diagonal(array):
    np.fill_diagonal(array, 0)


def upper(data):
    data[:] = data.upper()


def new_column(frame, name, values):
    frame[name] = values
    frame.loc[frame.index[0], name] = -1


def pop_column(frame, name):
    return frame.pop(name).tolist()


def set_value(series, label, value):
    series[label] = value


def consume(stream, count):
    return [next(stream) for _ in range(count)]


def edit_keywords(*, options, **rest):
    options["seen"] = sorted(rest)


def edit_many(*lists):
    for number, items in enumerate(lists):
        items.insert(0, number)


def edit_then_fail(items):
    items.append("edited")
    raise ValueError("after the edit")


def rebind(items):
    items = [*items, 1]
    return items
