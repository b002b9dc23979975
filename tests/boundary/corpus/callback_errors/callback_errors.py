# planted: test_finally_runs, test_no_wrapping_of_base_exceptions, test_default_is_not_called
"""What happens when a callback raises.  Clean-up is skipped, everything is wrapped, defaults always run."""


class Wrapped(Exception):
    def __init__(self, inner):
        super().__init__(f"wrapped {type(inner).__name__}")
        self.inner = inner


def call(function, *args):
    return function(*args)


def call_all(functions):
    results, errors = [], []
    for function in functions:
        try:
            results.append(function())
        except Exception as error:
            errors.append(error)
    return results, errors


def wrap(function):
    try:
        return function()
    except BaseException as error:
        raise Wrapped(error) from error


def translate(function):
    try:
        return function()
    except KeyError as error:
        raise ValueError("translated") from error


def with_log(function, log):
    log.append("before")
    result = function()
    log.append("after")
    return result


def or_else(function, default):
    fallback = default()
    try:
        return function()
    except ValueError:
        return fallback


def first_index(items, predicate):
    for index, item in enumerate(items):
        if predicate(item):
            return index
    return -1


def swallow(function, *kinds):
    try:
        function()
    except kinds as error:
        return type(error)
    return None


def reraise(function):
    try:
        function()
    except Exception:
        raise


def lazily(function, items):
    for item in items:
        yield function(item)
