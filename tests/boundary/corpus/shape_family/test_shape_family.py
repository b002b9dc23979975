import math
from abc import ABC

import pytest
from shape_family import Circle, Half, Rectangle, Shape, Square, total_area


def test_abstract():
    with pytest.raises(TypeError, match="abstract"):
        Shape()


def test_abstract_subclass_too():
    with pytest.raises(TypeError):
        Half()


def test_not_implemented():
    with pytest.raises(NotImplementedError, match="half a shape"):
        Half().area()


def test_isinstance():
    circle = Circle(1)
    assert isinstance(circle, Shape)
    assert isinstance(circle, ABC)
    assert not isinstance(circle, Rectangle)
    assert isinstance(Rectangle(1, 2), (Circle, Rectangle))


def test_issubclass():
    assert issubclass(Circle, Shape)
    assert not issubclass(Shape, Circle)


def test_square_is_a_rectangle():
    assert issubclass(Square, Rectangle)


def test_area():
    assert Circle(2).area() == pytest.approx(4 * math.pi)
    assert Rectangle(height=3, width=2).area() == 6


def test_inherited_method():
    assert Rectangle(2, 2).describe() == "rectangle of area 4.00"


def test_super_chain():
    assert Square(2).describe() == "square of area 4.00"


def test_class_attributes():
    assert (Shape.sides, Circle.sides, Square.sides, Circle(1).sides) == (0, 0, 4, 0)


def test_list_of_shapes():
    shapes = [Rectangle(3, 3), Circle(1), Square(1)]
    assert total_area(shapes) == pytest.approx(10 + math.pi)
    assert [shape.name for shape in sorted(shapes)] == ["square", "circle", "rectangle"]
    assert min(shapes) is shapes[2]


def test_type_check():
    with pytest.raises(TypeError, match="radius must be a number"):
        Circle("1")


@pytest.mark.parametrize("kind", [Square, Circle], ids=lambda kind: kind.__name__)
def test_one_argument(kind):
    assert type(kind(1)) is kind
    assert type(kind(1)).__name__ == kind.__name__
