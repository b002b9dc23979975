# planted: test_in_place_keeps_identity, test_reflected_floor_division, test_matmul_length_check
"""A vector with every operator.  += makes a new object, 9 // v is v // 9, @ cuts silently."""

import math


class Vector:
    def __init__(self, *values):
        self.values = list(values)

    def _with(self, function, other):
        others = other.values if isinstance(other, Vector) else [other] * len(self.values)
        return Vector(*map(function, self.values, others))

    def __add__(self, other):
        return self._with(lambda a, b: a + b, other)

    __radd__ = __add__

    def __sub__(self, other):
        return self._with(lambda a, b: a - b, other)

    def __rsub__(self, other):
        return self._with(lambda a, b: b - a, other)

    def __mul__(self, other):
        return self._with(lambda a, b: a * b, other)

    __rmul__ = __mul__

    def __truediv__(self, other):
        return self._with(lambda a, b: a / b, other)

    def __floordiv__(self, other):
        return self._with(lambda a, b: a // b, other)

    __rfloordiv__ = __floordiv__

    def __mod__(self, other):
        return self._with(lambda a, b: a % b, other)

    def __divmod__(self, other):
        return self // other, self % other

    def __pow__(self, other, modulus=None):
        return self._with(lambda a, b: pow(a, b, modulus), other)

    def __matmul__(self, other):
        return sum(a * b for a, b in zip(self.values, other.values))

    def __neg__(self):
        return self * -1

    def __pos__(self):
        return Vector(*self.values)

    def __abs__(self):
        return math.hypot(*self.values)

    def __isub__(self, other):
        self.values = (self - other).values
        return self

    def __eq__(self, other):
        return isinstance(other, Vector) and self.values == other.values

    def __repr__(self):
        return f"Vector({', '.join(map(repr, self.values))})"
