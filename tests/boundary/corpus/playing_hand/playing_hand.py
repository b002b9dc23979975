# planted: test_hand_is_sorted, test_card_with_bad_rank, test_namedtuple_result
"""NamedTuple classes.  Hands are unsorted, ranks unchecked, best() gives a plain tuple."""

from collections import namedtuple
from typing import NamedTuple

Pair = namedtuple("Pair", ["left", "right"], defaults=[None])


class Card(NamedTuple):
    rank: int
    suit: str = "spades"

    @property
    def is_face(self):
        return self.rank > 10

    def __str__(self):
        return f"{self.rank} of {self.suit}"

    @classmethod
    def parse(cls, text):
        rank, suit = text.split(" of ")
        return cls(int(rank), suit)


class Hand:
    def __init__(self, *cards):
        self.cards = list(cards)

    def best(self):
        return tuple(max(self.cards))

    def play(self, card):
        self.cards.remove(card)
        return card

    def pairs(self):
        return [Pair(a, b) for a, b in zip(self.cards, self.cards[1:]) if a.rank == b.rank]
