# style: functional, a running fold with itertools.accumulate
from itertools import accumulate


def fill_none(input_list):
    return list(accumulate(input_list, lambda last, item: last if item is None else item))
