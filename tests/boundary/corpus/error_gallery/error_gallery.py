"""Builtin exceptions with exact messages and arguments."""

import math


def divide(a, b):
    return a / b


def element(sequence, index):
    return sequence[index]


def attribute(obj, name):
    return getattr(obj, name)


def root(value):
    return math.sqrt(value)


def fail(kind, *args):
    raise kind(*args)


def chain():
    try:
        int("x")
    except ValueError as error:
        raise RuntimeError("outer") from error


def context():
    try:
        {}["key"]
    except KeyError:
        raise LookupError("while looking")


def missing_file(name):
    raise FileNotFoundError(2, "No such file or directory", name)


def decode(data):
    return data.decode("utf-8")


def group():
    raise ExceptionGroup("several", [ValueError("one"), TypeError("two")])


def noted():
    error = ValueError("with note")
    error.add_note("look here")
    raise error


def checked(value):
    assert isinstance(value, int), "value must be an int"
    return value
