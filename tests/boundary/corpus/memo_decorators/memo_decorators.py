# planted: test_memo_handles_none, test_wraps_keeps_name, test_retry_gives_up_with_last_error
"""Decorators.  None results are not cached, names are lost, the last retry raises RuntimeError."""

import functools


def memoize(function):
    cache = {}

    def wrapper(*args):
        if cache.get(args) is None:
            cache[args] = function(*args)
        return cache[args]

    wrapper.cache = cache
    return wrapper


def count_calls(function):
    @functools.wraps(function)
    def wrapper(*args, **kwargs):
        wrapper.calls += 1
        return function(*args, **kwargs)

    wrapper.calls = 0
    return wrapper


def repeat(times):
    def decorate(function):
        def wrapper(*args, **kwargs):
            return [function(*args, **kwargs) for _ in range(times)]

        return wrapper

    return decorate


def retry(times, on=Exception):
    def decorate(function):
        def wrapper(*args):
            for _ in range(times):
                try:
                    return function(*args)
                except on:
                    continue
            raise RuntimeError("gave up")

        return wrapper

    return decorate


def log_to(log):
    def decorate(function):
        @functools.wraps(function)
        def wrapper(*args, **kwargs):
            log.append((function.__name__, args, kwargs))
            return function(*args, **kwargs)

        return wrapper

    return decorate


def identity(function):
    return function


@functools.lru_cache(maxsize=None)
def fib(n):
    return n if n < 2 else fib(n - 1) + fib(n - 2)


@count_calls
def double(x):
    """Twice x."""
    return 2 * x
