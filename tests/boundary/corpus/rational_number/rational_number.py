"""Exact fractions with the usual arithmetic."""

from math import gcd


class RationalNumber:
    def __init__(self, numerator, denominator=1):
        if denominator == 0:
            raise ZeroDivisionError("denominator must not be zero")
        sign = -1 if denominator < 0 else 1
        divisor = gcd(numerator, denominator)
        self.numerator = sign * numerator // divisor
        self.denominator = sign * denominator // divisor

    @staticmethod
    def _lift(other):
        if isinstance(other, RationalNumber):
            return other
        if isinstance(other, int):
            return RationalNumber(other)
        return None

    def __eq__(self, other):
        other = self._lift(other)
        if other is None:
            return NotImplemented
        return (self.numerator, self.denominator) == (other.numerator, other.denominator)

    def __hash__(self):
        return hash((self.numerator, self.denominator))

    def __lt__(self, other):
        return self.numerator * other.denominator < other.numerator * self.denominator

    def __add__(self, other):
        other = self._lift(other)
        if other is None:
            return NotImplemented
        top = self.numerator * other.denominator + other.numerator * self.denominator
        return RationalNumber(top, self.denominator * other.denominator)

    __radd__ = __add__

    def __neg__(self):
        return RationalNumber(-self.numerator, self.denominator)

    def __abs__(self):
        return RationalNumber(abs(self.numerator), self.denominator)

    def __sub__(self, other):
        return self + -other

    def __rsub__(self, other):
        return -self + other

    def __mul__(self, other):
        other = self._lift(other)
        if other is None:
            return NotImplemented
        return RationalNumber(
            self.numerator * other.numerator, self.denominator * other.denominator
        )

    __rmul__ = __mul__

    def __truediv__(self, other):
        other = self._lift(other)
        if other is None:
            return NotImplemented
        return RationalNumber(
            self.numerator * other.denominator, self.denominator * other.numerator
        )

    def __rtruediv__(self, other):
        return RationalNumber(other) / self

    def __pow__(self, power):
        if power < 0:
            return RationalNumber(self.denominator**-power, self.numerator**-power)
        return RationalNumber(self.numerator**power, self.denominator**power)

    def __rpow__(self, base):
        return base ** (self.numerator / self.denominator)

    def __float__(self):
        return self.numerator / self.denominator

    def __bool__(self):
        return self.numerator != 0

    def __repr__(self):
        return f"{self.numerator}/{self.denominator}"
