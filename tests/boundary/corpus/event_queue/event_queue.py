"""Scheduled callbacks in a virtual clock."""

import heapq
from itertools import count


class EventQueue:
    def __init__(self):
        self.now = 0
        self.log = []
        self._heap = []
        self._order = count()

    def at(self, when, action, *args, **kwargs):
        if when < self.now:
            raise ValueError(f"{when} is in the past (now {self.now})")
        heapq.heappush(self._heap, (when, next(self._order), action, args, kwargs))
        return self

    def after(self, delay, action, *args, **kwargs):
        return self.at(self.now + delay, action, *args, **kwargs)

    def step(self):
        self.now, _, action, args, kwargs = heapq.heappop(self._heap)
        result = action(*args, **kwargs)
        self.log.append((self.now, result))
        return result

    def run(self, until=float("inf")):
        while self._heap and self._heap[0][0] <= until:
            self.step()
        return len(self.log)

    def __bool__(self):
        return bool(self._heap)

    def __len__(self):
        return len(self._heap)
