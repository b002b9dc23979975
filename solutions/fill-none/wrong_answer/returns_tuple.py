# mistake: returns a tuple
# caught-by: test_robustness.py::test_returns_a_list
from itertools import accumulate


def fill_none(input_list):
    return tuple(accumulate(input_list, lambda last, item: last if item is None else item))
