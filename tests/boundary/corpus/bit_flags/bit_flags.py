"""Bits with & | ^ ~ << >> and a Flag enum."""

from enum import Flag, IntFlag, auto


class Allergen(Flag):
    EGGS = auto()
    PEANUTS = auto()
    SHELLFISH = auto()


class Mode(IntFlag):
    READ = 4
    WRITE = 2
    RUN = 1


class Bits:
    def __init__(self, value, width=8):
        self.width = width
        self.value = value & ((1 << width) - 1)

    def _new(self, value):
        return Bits(value, self.width)

    def __and__(self, other):
        return self._new(self.value & int(other))

    def __or__(self, other):
        return self._new(self.value | int(other))

    __ror__ = __or__

    def __xor__(self, other):
        return self._new(self.value ^ int(other))

    def __invert__(self):
        return self._new(~self.value)

    def __lshift__(self, count):
        return self._new(self.value << count)

    def __rshift__(self, count):
        return self._new(self.value >> count)

    def __rlshift__(self, number):
        return number << self.value

    def __ior__(self, other):
        self.value |= int(other)
        return self

    def __ilshift__(self, count):
        self.value = (self << count).value
        return self

    def __int__(self):
        return self.value

    __index__ = __int__

    def __eq__(self, other):
        return int(self) == int(other)

    def __str__(self):
        return f"{self.value:0{self.width}b}"


def allergies(score):
    return [member for member in Allergen if score & member.value]


def combine(*members):
    result = Allergen(0)
    for member in members:
        result |= member
    return result
