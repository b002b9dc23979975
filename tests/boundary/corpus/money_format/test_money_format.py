import pytest
from money_format import Money, Shy, Tip, greet, table

FIVE = Money(5)
MANY = Money(1234567.891, "USD")


def test_str():
    assert str(FIVE) == "€5.00"
    assert str(MANY) == "$1,234,567.89"


def test_repr():
    assert repr(MANY) == "Money(1234567.891, 'USD')"
    assert f"{FIVE!r}" == "Money(5, 'EUR')"


@pytest.mark.parametrize(("spec", "text"), [("", "€5.00"), (">8", "   €5.00"), ("+c", "+5.00 EUR")])
def test_format(spec, text):
    assert format(FIVE, spec) == text


def test_f_string_and_percent():
    width = 7
    assert f"[{FIVE:<{width}}]" == "[€5.00  ]"
    assert "%s and %r" % (FIVE, FIVE) == "€5.00 and Money(5, 'EUR')"
    assert "{0:c}/{0.currency}/{0.amount}".format(FIVE) == "5.00 EUR/EUR/5"


def test_bad_spec():
    with pytest.raises(ValueError):
        format(FIVE, "q")


def test_bytes():
    assert bytes(FIVE) == "€5.00".encode()


def test_subclass():
    assert str(Tip(1)) == "tip €1.00"
    assert repr(Tip(1)) == "Tip(1, 'EUR')"


def test_default_repr():
    assert repr(Shy()).startswith("<money_format.Shy object at 0x")


def test_unknown_currency():
    with pytest.raises(KeyError, match="XYZ"):
        str(Money(1, "XYZ"))


def test_table():
    assert table([("tea", FIVE), ("car", MANY)]) == "tea   |       €5.00\ncar   |$1,234,567.89"


def test_template():
    assert greet("{a} owes {b}", a="Ann", b=5) == "Ann owes 5"
    with pytest.raises(KeyError):
        greet("{who}")


def test_join():
    assert ", ".join(map(str, [FIVE, Tip(2)])) == "€5.00, tip €2.00"
