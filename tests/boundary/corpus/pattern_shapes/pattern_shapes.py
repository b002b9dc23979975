"""match statements over every kind of value."""

from dataclasses import dataclass


@dataclass
class Point:
    x: int
    y: int


@dataclass
class Line:
    start: Point
    end: Point


class Circle:
    __match_args__ = ("center", "radius")

    def __init__(self, center, radius):
        self.center, self.radius = center, radius


def describe(value):
    match value:
        case None:
            return "nothing"
        case True | False:
            return "bool"
        case int(n) if n < 0:
            return "negative"
        case int() | float():
            return "number"
        case "":
            return "empty text"
        case str(text):
            return f"text of {len(text)}"
        case []:
            return "empty sequence"
        case [only]:
            return f"one {describe(only)}"
        case [first, *_, last]:
            return f"{first} to {last}"
        case {"type": kind, **rest}:
            return f"{kind} with {sorted(rest)}"
        case Point(0, 0):
            return "origin"
        case Point(x=x, y=y) if x == y:
            return "diagonal"
        case Line(Point(x1, _), Point(x2, _)):
            return f"line {x2 - x1} wide"
        case Circle(Point(), r):
            return f"circle {r}"
        case _:
            raise TypeError(f"cannot describe {type(value).__name__}")


def evaluate(expression):
    match expression:
        case int() | float():
            return expression
        case ("+", *terms):
            return sum(map(evaluate, terms))
        case ("*", left, right):
            return evaluate(left) * evaluate(right)
        case ("neg", inner):
            return -evaluate(inner)
        case (unknown, *_):
            raise ValueError("unknown operator", unknown)


def command(text):
    match text.split():
        case ["go", ("north" | "south") as way]:
            return {"way": way}
        case ["take", *items] if items:
            return {"items": items}
        case ["quit"]:
            raise SystemExit(0)
        case _:
            return None
