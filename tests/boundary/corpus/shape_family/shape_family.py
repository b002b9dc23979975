# planted: test_abstract_subclass_too, test_super_chain, test_square_is_a_rectangle
"""Abstract bases and inheritance.  Half is concrete, describe() skips super, Square has no parent."""

import math
from abc import ABC, abstractmethod
from numbers import Real


class Shape(ABC):
    sides = 0

    @abstractmethod
    def area(self):
        """Area in square units."""

    @property
    @abstractmethod
    def name(self):
        ...

    def describe(self):
        return f"{self.name} of area {self.area():.2f}"

    def __lt__(self, other):
        return self.area() < other.area()


class Circle(Shape):
    name = "circle"

    def __init__(self, radius):
        if not isinstance(radius, Real):
            raise TypeError("radius must be a number")
        self.radius = radius

    def area(self):
        return math.pi * self.radius**2


class Rectangle(Shape):
    sides = 4
    name = "rectangle"

    def __init__(self, width, height):
        self.width, self.height = width, height

    def area(self):
        return self.width * self.height


class Square(Shape):
    sides = 4
    name = "square"

    def __init__(self, side):
        self.width = self.height = side

    def area(self):
        return self.width**2

    def describe(self):
        return "square"


class Half(Shape):
    name = "half"

    def area(self):
        raise NotImplementedError("half a shape")


def total_area(shapes):
    return sum(shape.area() for shape in shapes)
