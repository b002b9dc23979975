"""Dataclasses: eq, order, frozen, fields, post-init, replace."""

from dataclasses import KW_ONLY, InitVar, asdict, astuple, dataclass, field, replace


@dataclass
class Address:
    street: str
    number: int = 1


@dataclass
class Person:
    name: str
    age: int = 0
    tags: list = field(default_factory=list)
    address: Address | None = None
    _: KW_ONLY
    nick: str = ""

    def __post_init__(self):
        if self.age < 0:
            raise ValueError("age must not be negative")
        self.nick = self.nick or self.name[:2]

    def birthday(self):
        self.age += 1
        return self


@dataclass(frozen=True)
class Point:
    x: float
    y: float = 0.0

    def moved(self, dx=0, dy=0):
        return replace(self, x=self.x + dx, y=self.y + dy)


@dataclass(order=True)
class Card:
    rank: int
    suit: str = field(compare=False, repr=False)


@dataclass
class Rectangle:
    width: float
    scale: InitVar[float] = 1.0
    area: float = field(init=False)

    def __post_init__(self, scale):
        self.area = self.width * self.width * scale


def to_dict(person):
    return asdict(person)


def to_tuple(person):
    return astuple(person)
