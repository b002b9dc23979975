# planted: test_conjugate, test_reflected_subtract
"""Complex numbers written by hand.  conjugate() and __rsub__ are wrong."""

import math


class ComplexPair:
    def __init__(self, real, imaginary=0):
        self.real = real
        self.imaginary = imaginary

    @classmethod
    def from_complex(cls, value):
        return cls(value.real, value.imag)

    def __eq__(self, other):
        if not isinstance(other, ComplexPair):
            return NotImplemented
        return self.real == other.real and self.imaginary == other.imaginary

    def __add__(self, other):
        other = other if isinstance(other, ComplexPair) else ComplexPair(other)
        return ComplexPair(self.real + other.real, self.imaginary + other.imaginary)

    __radd__ = __add__

    def __sub__(self, other):
        other = other if isinstance(other, ComplexPair) else ComplexPair(other)
        return ComplexPair(self.real - other.real, self.imaginary - other.imaginary)

    def __rsub__(self, other):
        return self - other

    def __mul__(self, other):
        other = other if isinstance(other, ComplexPair) else ComplexPair(other)
        return ComplexPair(
            self.real * other.real - self.imaginary * other.imaginary,
            self.real * other.imaginary + self.imaginary * other.real,
        )

    __rmul__ = __mul__

    def __abs__(self):
        return math.hypot(self.real, self.imaginary)

    def __complex__(self):
        return complex(self.real, self.imaginary)

    def conjugate(self):
        return ComplexPair(-self.real, self.imaginary)

    def exp(self):
        scale = math.exp(self.real)
        return ComplexPair(scale * math.cos(self.imaginary), scale * math.sin(self.imaginary))
