from __future__ import annotations


def fill_none(input_list: list[object]) -> list[object]:
    """Return a new list with every None replaced by the last value before it.

    >>> fill_none([1, None, 3])
    [1, 1, 3]
    """
    raise NotImplementedError
