# planted: test_nothing_fits, test_items_are_frozen
"""Knapsack over dataclass items.  Empty choice comes back as None, Item is not frozen."""

from dataclasses import dataclass, field


@dataclass(order=True)
class Item:
    weight: int
    value: int
    name: str = field(default="?", compare=False)


@dataclass
class Packing:
    items: list[Item] = field(default_factory=list)

    @property
    def weight(self):
        return sum(item.weight for item in self.items)

    @property
    def value(self):
        return sum(item.value for item in self.items)


def pack(capacity, items):
    best = [Packing() for _ in range(capacity + 1)]
    for item in items:
        for room in range(capacity, item.weight - 1, -1):
            candidate = Packing([*best[room - item.weight].items, item])
            if candidate.value > best[room].value:
                best[room] = candidate
    chosen = best[capacity]
    return chosen if chosen.items else None
