import pytest
from bit_flags import Allergen, Bits, Mode, allergies, combine


def test_and_or_xor():
    assert str(Bits(0b1100) & 0b1010) == "00001000"
    assert str(Bits(0b1100) | Bits(0b1010)) == "00001110"
    assert str(Bits(0b1100) ^ 0b1010) == "00000110"


def test_invert_is_masked():
    assert str(~Bits(1, width=4)) == "1110"
    assert ~~Bits(5) == Bits(5)


def test_shifts():
    assert int(Bits(0b10000001) << 1) == 2
    assert int(Bits(0b10000001) >> 7) == 1


def test_reflected():
    assert int(1 | Bits(4)) == 5
    assert 1 << Bits(3) == 8
    with pytest.raises(TypeError):
        1 & Bits(4)


def test_in_place():
    bits = alias = Bits(1)
    bits |= 4
    bits <<= 1
    assert bits is alias
    assert alias.value == 10


def test_index():
    assert ["a", "b", "c"][Bits(2)] == "c"
    assert hex(Bits(255)) == "0xff"
    assert list(range(Bits(3))) == [0, 1, 2]
    assert bin(Bits(5)) == "0b101"


@pytest.mark.parametrize(
    ("score", "found"),
    [(0, []), (3, [Allergen.EGGS, Allergen.PEANUTS]), (4, [Allergen.SHELLFISH])],
    ids=["none", "two", "last"],
)
def test_allergies(score, found):
    assert allergies(score) == found


def test_flag_combination():
    both = combine(Allergen.EGGS, Allergen.SHELLFISH)
    assert both == Allergen.EGGS | Allergen.SHELLFISH
    assert Allergen.EGGS in both
    assert Allergen.PEANUTS not in both
    assert both.value == 5
    assert not combine()


def test_int_flag():
    assert Mode.READ + 1 == 5
    assert Mode(6) == Mode.READ | Mode.WRITE
    assert isinstance(Mode.RUN, int)
    assert int(Mode.READ) == 4


def test_unhashable():
    with pytest.raises(TypeError, match="unhashable type"):
        {Bits(1)}
