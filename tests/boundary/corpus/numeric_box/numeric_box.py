"""Conversions: int, float, index, round, bool, complex, trunc, floor, ceil."""

import math


class Box:
    def __init__(self, value=0):
        self.value = value

    def __int__(self):
        return int(self.value)

    def __float__(self):
        return float(self.value)

    def __complex__(self):
        return complex(self.value)

    def __bool__(self):
        return self.value != 0

    def __round__(self, digits=None):
        return round(self.value) if digits is None else Box(round(self.value, digits))

    def __trunc__(self):
        return math.trunc(self.value)

    def __floor__(self):
        return math.floor(self.value)

    def __ceil__(self):
        return math.ceil(self.value)

    def __abs__(self):
        return Box(abs(self.value))

    def __eq__(self, other):
        return self.value == (other.value if isinstance(other, Box) else other)

    def __lt__(self, other):
        return float(self) < float(other)

    def __call__(self, factor=1, *more):
        result = self.value * factor
        for item in more:
            result *= item
        return result

    def __length_hint__(self):
        return 3


class Index:
    def __init__(self, number):
        self.number = number

    def __index__(self):
        return self.number


class BadIndex:
    def __index__(self):
        return "three"


class BadBool:
    def __bool__(self):
        raise RuntimeError("no truth here")
