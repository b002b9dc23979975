"""Enums of several kinds."""

from enum import Enum, IntEnum, StrEnum, auto, unique


@unique
class Planet(Enum):
    MERCURY = (3.303e23, 2.4397e6)
    EARTH = (5.976e24, 6.37814e6)

    def __init__(self, mass, radius):
        self.mass = mass
        self.radius = radius

    @property
    def gravity(self):
        return 6.67300e-11 * self.mass / self.radius**2


class Level(IntEnum):
    LOW = 1
    MIDDLE = 5
    HIGH = 10
    TOP = 10


class Colour(StrEnum):
    RED = auto()
    BLUE = auto()

    @classmethod
    def _missing_(cls, value):
        return cls.__members__.get(str(value).upper())


class Weekday(Enum):
    MONDAY = 1
    TUESDAY = 2
    SUNDAY = 7

    def next(self):
        members = list(Weekday)
        return members[(members.index(self) + 1) % len(members)]

    def __str__(self):
        return self.name.title()


def name_of(member):
    return member.name


def by_name(name):
    return Weekday[name]


def counts(days):
    table = {}
    for day in days:
        table[day] = table.get(day, 0) + 1
    return table
