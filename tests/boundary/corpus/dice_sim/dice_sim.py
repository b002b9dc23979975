"""Seeded randomness with random and numpy."""

import random

import numpy as np


def rolls(count, seed):
    source = random.Random(seed)
    return [source.randint(1, 6) for _ in range(count)]


def sample(items, count, seed=0):
    return random.Random(seed).sample(items, count)


def shuffle(items, seed):
    random.Random(seed).shuffle(items)


def normal(size, seed):
    return np.random.default_rng(seed).normal(size=size)


def walk(steps, generator):
    return np.cumsum(generator.choice([-1, 1], size=steps))


def draw(source, count):
    return [source.random() for _ in range(count)]


def split(X, y, test_size=0.25, seed=0):
    order = np.random.default_rng(seed).permutation(len(X))
    cut = int(len(X) * test_size)
    return X[order[cut:]], X[order[:cut]], y[order[cut:]], y[order[:cut]]


class Character:
    def __init__(self, seed):
        source = random.Random(seed)
        for name in ("strength", "wisdom"):
            setattr(self, name, sum(sorted(source.choices(range(1, 7), k=4))[1:]))
        self.hitpoints = 10 + modifier(self.strength)


def modifier(value):
    return (value - 10) // 2


def choose(options, weights, chooser):
    return chooser(options, weights)
