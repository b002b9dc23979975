"""Facts about a module: constants, docs, names, signatures."""

import math as _math
from enum import Enum

VERSION = (1, 2)
PI = _math.pi
NAMES = ["a", "b"]
TABLE = {"x": 1, ("y", 2): [3]}
LIMITS = frozenset({1, 2})
NOTHING = None
_PRIVATE = "hidden"
__all__ = ["PI", "VERSION", "area", "Shape"]


class Shape(Enum):
    SQUARE = 1


DEFAULT = Shape.SQUARE


def area(width, height: float = 2.0, *, unit="cm") -> str:
    """Area as text."""
    return f"{width * height}{unit}²"


def everything(a, /, b, *args, c=1, **kwargs):
    return a, b, args, c, kwargs


double = lambda x: 2 * x  # noqa: E731


class Account:
    """An account."""

    rate = 0.5

    def __init__(self, owner, balance=0):
        self.owner, self.balance = owner, balance

    def pay(self, amount: int) -> int:
        """Pay in."""
        self.balance += amount
        return self.balance


BANK = Account("bank", 100)
