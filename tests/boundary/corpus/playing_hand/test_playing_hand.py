import pytest
from playing_hand import Card, Hand, Pair


@pytest.fixture
def hand():
    return Hand(Card(12, "hearts"), Card(3), Card(3, "clubs"))


def test_fields():
    card = Card(rank=5)
    assert card.rank == 5
    assert card.suit == "spades"
    assert card == (5, "spades")
    assert card[0] == 5


def test_unpack():
    rank, suit = Card(2, "clubs")
    assert (rank, suit) == (2, "clubs")


def test_property_and_str():
    assert Card(11).is_face is True
    assert str(Card(4)) == "4 of spades"
    assert repr(Card(4)) == "Card(rank=4, suit='spades')"


def test_parse():
    card = Card.parse("7 of hearts")
    assert isinstance(card, Card)
    assert isinstance(card, tuple)
    assert card._replace(rank=8) == Card(8, "hearts")


def test_card_with_bad_rank():
    with pytest.raises(ValueError):
        Card.parse("99 of hearts")


def test_hand_is_sorted(hand):
    assert hand.cards == sorted(hand.cards)


def test_play_removes(hand):
    card = hand.play(Card(3))
    assert card.suit == "spades"
    assert len(hand.cards) == 2
    with pytest.raises(ValueError):
        hand.play(Card(3))


def test_namedtuple_result(hand):
    assert hand.best().rank == 12


def test_pairs(hand):
    (pair,) = hand.pairs()
    assert pair.left.suit == "spades"
    assert pair.right == Card(3, "clubs")
    assert Pair(1) == (1, None)


def test_hashable():
    assert {Card(1): "a"}[(1, "spades")] == "a"
    assert len({Card(1), Card(1, "spades")}) == 1


def test_immutable():
    with pytest.raises(AttributeError):
        Card(1).rank = 2


def test_sort_with_key(hand):
    assert [c.rank for c in sorted(hand.cards, key=lambda c: (c.suit, -c.rank))] == [3, 12, 3]
