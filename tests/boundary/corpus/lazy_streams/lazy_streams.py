"""Generators: lazy, endless and nested."""

from itertools import count as count_from


def naturals(start=1):
    while True:
        yield start
        start += 1


def fibonacci():
    a, b = 0, 1
    while True:
        yield a
        a, b = b, a + b


def take(amount, stream):
    return [item for _, item in zip(range(amount), stream)]


def chunks(items, size):
    chunk = []
    for item in items:
        chunk.append(item)
        if len(chunk) == size:
            yield chunk
            chunk = []
    if chunk:
        yield chunk


def flatten(items):
    for item in items:
        if isinstance(item, (list, tuple)):
            yield from flatten(item)
        elif item is not None:
            yield item


def traced(log):
    log.append("start")
    yield 1
    log.append("middle")
    yield 2
    log.append("end")


def evens():
    return (n for n in count_from() if n % 2 == 0)


def pairs(left, right):
    return zip(left, right)


def countdown(start):
    yield from range(start, 0, -1)
    return "lift off"


def fail_after(amount):
    yield from range(amount)
    raise ValueError("no more")
