"""Primes as a list, a set, an array and an endless stream."""

from itertools import count

import numpy as np


def primes_up_to(limit):
    flags = [True] * (limit + 1)
    flags[:2] = [False] * min(2, limit + 1)
    for number in range(2, int(limit**0.5) + 1):
        if flags[number]:
            flags[number * number :: number] = [False] * len(range(number * number, limit + 1, number))
    return [number for number, prime in enumerate(flags) if prime]


def prime_array(limit):
    return np.array(primes_up_to(limit), dtype=np.int32)


def is_prime(number):
    return number > 1 and all(number % factor for factor in range(2, int(number**0.5) + 1))


def stream(start=2):
    return (number for number in count(start) if is_prime(number))


def factors(number):
    result, factor = {}, 2
    while number > 1:
        while number % factor == 0:
            result[factor] = result.get(factor, 0) + 1
            number //= factor
        factor += 1
    return result
