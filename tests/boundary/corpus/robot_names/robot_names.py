# planted: test_names_differ_after_reset, test_unknown_seed_type
"""Robot names from a seeded generator.  reset() reuses the seed, str seeds slip through."""

import random
import re
import string

PATTERN = re.compile(r"^[A-Z]{2}\d{3}$")


class Robot:
    def __init__(self, seed=0):
        self.seed = seed
        self.reset()

    def reset(self):
        source = random.Random(self.seed)
        letters = "".join(source.choices(string.ascii_uppercase, k=2))
        self.name = f"{letters}{source.randrange(1000):03d}"

    def __repr__(self):
        return f"Robot(seed={self.seed!r})"


def fleet(count, seed):
    source = random.Random(seed)
    names = set()
    while len(names) < count:
        names.add("".join(source.choices(string.ascii_uppercase, k=2)) + str(source.randrange(100, 1000)))
    return sorted(names)
