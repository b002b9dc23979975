"""Classes that are iterators and classes that are iterable."""


class Countdown:
    """An iterator: one pass only."""

    def __init__(self, start):
        self.current = start

    def __iter__(self):
        return self

    def __next__(self):
        if self.current <= 0:
            raise StopIteration
        self.current -= 1
        return self.current + 1


class Steps:
    """An iterable: a fresh iterator each time."""

    def __init__(self, start, stop, step=1):
        if step == 0:
            raise ValueError("step must not be zero")
        self.start, self.stop, self.step = start, stop, step

    def __iter__(self):
        value = self.start
        while (self.step > 0 and value < self.stop) or (self.step < 0 and value > self.stop):
            yield value
            value += self.step

    def __len__(self):
        return max(0, -(-(self.stop - self.start) // self.step))


class Letters:
    """The old protocol: only __getitem__."""

    def __getitem__(self, index):
        return "abc"[index]


class Peekable:
    def __init__(self, source):
        self._source = iter(source)
        self._held = []

    def peek(self, default=None):
        if not self._held:
            try:
                self._held.append(next(self._source))
            except StopIteration:
                return default
        return self._held[0]

    def __iter__(self):
        return self

    def __next__(self):
        return self._held.pop() if self._held else next(self._source)
