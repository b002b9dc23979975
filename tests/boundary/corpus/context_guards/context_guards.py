# planted: test_restores_after_error, test_exit_order, test_suppresses_only_named
"""Context managers.  attribute_set forgets try/finally, Stack exits in order, Suppress eats all."""

from contextlib import ExitStack, contextmanager


@contextmanager
def attribute_set(mapping, key, value):
    before = mapping[key]
    mapping[key] = value
    yield mapping
    mapping[key] = before


@contextmanager
def tag(name, out):
    out.append(f"<{name}>")
    try:
        yield name.upper()
    finally:
        out.append(f"</{name}>")


class Suppress:
    def __init__(self, *kinds):
        self.kinds = kinds
        self.caught = None

    def __enter__(self):
        return self

    def __exit__(self, kind, error, trace):
        self.caught = error
        return kind is not None


class Stack:
    def __init__(self, log):
        self.log = log
        self.names = []

    def push(self, name):
        self.names.append(name)
        return self

    def __enter__(self):
        self.log.extend(f"+{name}" for name in self.names)
        return len(self.names)

    def __exit__(self, *details):
        self.log.extend(f"-{name}" for name in self.names)


class Resource:
    opened = False

    def __enter__(self):
        if self.opened:
            raise RuntimeError("already open")
        self.opened = True
        return self

    def __exit__(self, kind, error, trace):
        self.opened = False
        self.last = None if kind is None else kind.__name__


@contextmanager
def translate():
    try:
        yield
    except KeyError as error:
        raise LookupError("translated") from error


def run_in(manager, function):
    with manager as value:
        return function(value)


def nested(managers):
    with ExitStack() as stack:
        return [stack.enter_context(manager) for manager in managers]
