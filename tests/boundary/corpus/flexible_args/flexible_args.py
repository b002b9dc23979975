# planted: test_keyword_only_is_enforced, test_varargs_are_a_tuple, test_original_kwargs_untouched
"""Signatures of every kind.  send() takes unit by position, collect() gives a list, merge() pops."""


def send(amount, unit="kg", verbose=False):
    return f"{amount} {unit}" + ("!" if verbose else "")


def collect(*values):
    return list(values)


def only_positional(a, b=2, /):
    return a - b


def options(**settings):
    return settings


def merge(defaults, **settings):
    for key in settings:
        defaults.pop(key, None)
    return {**defaults, **settings}


def everything(first, *rest, sep=", ", **named):
    parts = [str(item) for item in (first, *rest)] + [f"{key}={value}" for key, value in named.items()]
    return sep.join(parts)


def total(*numbers, start=0):
    return sum(numbers, start)


def first_and_rest(first, *rest):
    return first, rest


def optional(value=None):
    return "nothing" if value is None else value


def forward(function, *args, **kwargs):
    return function(*args, **kwargs)


class Flexible:
    def __init__(self, *items, **named):
        self.items = items
        self.named = named

    def __call__(self, *args, key=None, **rest):
        return args, key, rest
