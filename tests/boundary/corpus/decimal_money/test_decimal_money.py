from decimal import Decimal, InvalidOperation
from fractions import Fraction

import pytest
from decimal_money import CENT, average, parse, share, split, tax, to_cents


def test_cent():
    assert Decimal("0.01") == CENT
    assert str(CENT) == "0.01"


def test_to_cents():
    assert to_cents("2") == Decimal("2.00")
    assert str(to_cents("2")) == "2.00"


def test_round_half_even():
    assert to_cents("2.345") == Decimal("2.34")


def test_split():
    assert split(Decimal("9.00"), 3) == [Decimal("3.00")] * 3


def test_split_sums_up():
    assert sum(split(Decimal("10.00"), 3)) == Decimal("10.00")


def test_tax_is_decimal():
    assert isinstance(tax(Decimal("10"), Decimal("0.1")), Decimal)


def test_tax_value():
    assert tax(Decimal("10"), Decimal("0.1")) == 1


def test_fraction():
    result = share(6, 8)
    assert type(result) is Fraction
    assert (result.numerator, result.denominator) == (3, 4)


def test_average():
    assert average(["1/3", Fraction(1, 6), 1]) == Fraction(1, 2)
    with pytest.raises(ZeroDivisionError):
        average([])


def test_special_values():
    assert parse("NaN").is_nan()
    assert parse("-Infinity") == Decimal("-inf")
    assert str(parse("-0.00")) == "-0.00"
    assert str(parse("1E+3")) == "1E+3"


def test_cause():
    with pytest.raises(ValueError, match="^not an amount: 'ten'$") as err:
        parse("ten")
    assert isinstance(err.value.__cause__, InvalidOperation)
