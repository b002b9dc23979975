# planted: test_round_half_even, test_split_sums_up, test_tax_is_decimal
"""Money with Decimal and Fraction.  Rounding, splitting and the type of tax() are wrong."""

from decimal import ROUND_HALF_UP, Decimal, InvalidOperation
from fractions import Fraction

CENT = Decimal("0.01")


def to_cents(amount):
    return Decimal(amount).quantize(CENT, rounding=ROUND_HALF_UP)


def split(amount, people):
    part = (amount / people).quantize(CENT)
    return [part] * people


def tax(amount, rate):
    return float(amount) * float(rate)


def share(parts, total):
    return Fraction(parts, total)


def average(values):
    return sum(map(Fraction, values), Fraction()) / len(values)


def parse(text):
    try:
        return Decimal(text)
    except InvalidOperation as error:
        raise ValueError(f"not an amount: {text!r}") from error
