"""A clock without dates."""


class Clock:
    minutes_per_day = 24 * 60

    def __init__(self, hour=0, minute=0):
        self.total = (hour * 60 + minute) % self.minutes_per_day

    @property
    def hour(self):
        return self.total // 60

    @property
    def minute(self):
        return self.total % 60

    def __repr__(self):
        return f"Clock({self.hour}, {self.minute})"

    def __str__(self):
        return f"{self.hour:02d}:{self.minute:02d}"

    def __eq__(self, other):
        return isinstance(other, Clock) and self.total == other.total

    def __hash__(self):
        return hash(self.total)

    def __add__(self, minutes):
        return Clock(0, self.total + minutes)

    def __sub__(self, other):
        if isinstance(other, Clock):
            return (self.total - other.total) % self.minutes_per_day
        return Clock(0, self.total - other)

    def __iadd__(self, minutes):
        self.total = (self.total + minutes) % self.minutes_per_day
        return self
