from itertools import islice, takewhile

import numpy as np
import pytest
from prime_sieve import factors, is_prime, prime_array, primes_up_to, stream


@pytest.mark.parametrize(("limit", "expected"), [(0, []), (1, []), (2, [2]), (13, [2, 3, 5, 7, 11, 13])])
def test_small(limit, expected):
    assert primes_up_to(limit) == expected


def test_type():
    assert type(primes_up_to(10)) is list
    assert all(type(number) is int for number in primes_up_to(10))


def test_array():
    primes = prime_array(20)
    assert primes.dtype == np.int32
    np.testing.assert_array_equal(primes, [2, 3, 5, 7, 11, 13, 17, 19])


def test_empty_array():
    assert prime_array(1).shape == (0,)


def test_is_prime_returns_bool():
    assert is_prime(97) is True
    assert is_prime(1) is False


def test_stream_is_endless():
    assert list(islice(stream(), 5)) == [2, 3, 5, 7, 11]
    assert list(takewhile(lambda p: p < 110, stream(start=100))) == [101, 103, 107, 109]


def test_stream_has_state():
    primes = stream()
    next(primes)
    assert next(primes) == 3


def test_factors():
    assert factors(360) == {2: 3, 3: 2, 5: 1}
    assert list(factors(360)) == [2, 3, 5]


def test_factors_of_one():
    assert factors(1) == {}


def test_negative_limit():
    with pytest.raises((IndexError, TypeError, ValueError)):
        primes_up_to(-5)
