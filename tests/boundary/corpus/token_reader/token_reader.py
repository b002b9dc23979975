"""A tokenizer that yields named tuples lazily."""

import re
from collections import namedtuple

Token = namedtuple("Token", ["kind", "text", "position"])
Token.__new__.__defaults__ = (0,)

SPEC = re.compile(r"(?P<number>\d+(?:\.\d+)?)|(?P<name>[A-Za-z_]\w*)|(?P<symbol>[-+*/()=])|(?P<space>\s+)")


class BadCharacter(ValueError):
    def __init__(self, char, position):
        self.char = char
        self.position = position

    def __str__(self):
        return f"bad character {self.char!r} at {self.position}"


def tokens(text):
    position = 0
    while position < len(text):
        found = SPEC.match(text, position)
        if found is None:
            raise BadCharacter(text[position], position)
        if found.lastgroup != "space":
            yield Token(found.lastgroup, found.group(), position)
        position = found.end()


def kinds(text):
    return tuple(token.kind for token in tokens(text))
