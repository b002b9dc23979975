# planted: test_average_of_none, test_throw_is_counted, test_close_logs
"""Generators driven by send, throw and close; three of them misbehave."""


def running_average():
    total = count = 0
    value = yield None
    while True:
        total += value
        count += 1
        value = yield total / count


def echo():
    received = None
    while True:
        received = yield received


def resilient():
    errors = 0
    while True:
        try:
            yield errors
        except ValueError:
            errors += 2
        except KeyError as error:
            yield f"key {error.args[0]}"


def resource(log):
    log.append("open")
    yield "ready"
    log.append("closed")


def careful(log):
    try:
        yield 1
    finally:
        log.append("released")


def accumulate_until(stop):
    values = []
    while True:
        value = yield len(values)
        if value == stop:
            return values
        values.append(value)


def delegate(result):
    result["values"] = yield from accumulate_until(None)
    yield "done"


def stubborn():
    try:
        yield 1
    except GeneratorExit:
        yield 2
