"""A traffic light as a state machine over an enum."""

from enum import Enum


class Light(Enum):
    RED = "red"
    GREEN = "green"
    AMBER = "amber"

    @property
    def may_go(self):
        return self is Light.GREEN

    @classmethod
    def parse(cls, text):
        return cls(text.strip().lower())


class IllegalMove(Exception):
    def __init__(self, current, wanted):
        super().__init__(f"cannot go from {current.name} to {wanted.name}")
        self.current = current
        self.wanted = wanted


NEXT = {Light.RED: Light.GREEN, Light.GREEN: Light.AMBER, Light.AMBER: Light.RED}


class Machine:
    def __init__(self, start=Light.RED):
        self.state = start
        self.history = [start]

    def advance(self):
        return self.go(NEXT[self.state])

    def go(self, wanted):
        if NEXT[self.state] is not wanted:
            raise IllegalMove(self.state, wanted)
        self.state = wanted
        self.history.append(wanted)
        return wanted
