# planted: TestVersion::test_hash_matches_eq, TestVersion::test_sort_numbers_not_text, TestVersion::test_short_equals_long
"""Versions under total_ordering.  Parts compare as text and equal versions hash apart."""

from functools import total_ordering


@total_ordering
class Version:
    def __init__(self, text):
        self.parts = text.split(".")
        if not all(part.isdigit() for part in self.parts):
            raise ValueError(f"invalid version: {text}")
        self.text = text

    def __eq__(self, other):
        if not isinstance(other, Version):
            return NotImplemented
        return self.parts == other.parts

    def __lt__(self, other):
        if not isinstance(other, Version):
            return NotImplemented
        return self.parts < other.parts

    def __hash__(self):
        return hash(id(self))

    def __repr__(self):
        return f"Version({self.text!r})"

    def __str__(self):
        return self.text

    def bump(self):
        return Version(".".join([*self.parts[:-1], str(int(self.parts[-1]) + 1)]))


def newest(versions):
    return max(versions)


def ordered(versions, reverse=False):
    return sorted(versions, reverse=reverse)
