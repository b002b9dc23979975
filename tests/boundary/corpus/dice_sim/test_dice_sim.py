import random

import numpy as np
import pytest
from dice_sim import Character, choose, draw, modifier, normal, rolls, sample, shuffle, split, walk


def test_same_seed():
    assert rolls(10, 5) == rolls(10, 5)
    assert rolls(30, 5) != rolls(30, 6)


def test_range():
    assert set(rolls(300, 1)) == {1, 2, 3, 4, 5, 6}


def test_known_values():
    source = random.Random(42)
    assert rolls(5, 42) == [source.randint(1, 6) for _ in range(5)]


def test_sample():
    items = list("abcdef")
    assert sample(items, 3) == sample(items, 3)
    assert len(set(sample(items, 6))) == 6
    with pytest.raises(ValueError, match="Sample larger than population"):
        sample(items, 7)


def test_shuffle_in_place():
    items, expected = list(range(20)), list(range(20))
    random.Random(9).shuffle(expected)
    assert shuffle(items, 9) is None
    assert items == expected


def test_numpy_seed():
    values = normal((2, 3), 7)
    assert values.shape == (2, 3)
    np.testing.assert_array_equal(values, np.random.default_rng(7).normal(size=(2, 3)))


def test_split():
    X, y = np.arange(16).reshape(8, 2), np.arange(8)
    train, test, y_train, y_test = split(X, y)
    assert (len(train), len(test)) == (6, 2)
    np.testing.assert_array_equal(train[:, 0], 2 * y_train)
    np.testing.assert_array_equal(np.sort(np.concatenate([y_train, y_test])), y)


def test_split_gives_a_tuple():
    result = split(np.ones((4, 1)), np.zeros(4), test_size=0.5, seed=3)
    assert type(result) is tuple
    assert [part.shape for part in result] == [(2, 1), (2, 1), (2,), (2,)]


def test_character():
    character = Character(1)
    assert 3 <= character.strength <= 18
    assert character.hitpoints == 10 + modifier(character.strength)
    assert Character(1).wisdom == character.wisdom


@pytest.mark.parametrize(("value", "expected"), [(3, -4), (9, -1), (10, 0), (18, 4)])
def test_modifier(value, expected):
    assert modifier(value) == expected


def test_chooser_of_the_test():
    source = random.Random(0)
    expected = random.Random(0).choices("ab", [1, 3], k=4)
    assert choose("ab", [1, 3], lambda options, weights: source.choices(options, weights, k=4)) == expected
