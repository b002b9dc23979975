import pytest
from planet_enum import Colour, Level, Planet, Weekday, by_name, counts, name_of


def test_members():
    assert list(Weekday) == [Weekday.MONDAY, Weekday.TUESDAY, Weekday.SUNDAY]
    assert len(Weekday) == 3
    assert [day.value for day in Weekday] == [1, 2, 7]


def test_lookup():
    assert Weekday(7) is Weekday.SUNDAY
    assert Weekday["MONDAY"] is Weekday.MONDAY
    assert by_name("TUESDAY") is Weekday.TUESDAY


def test_bad_lookup():
    with pytest.raises(ValueError, match="^9 is not a valid Weekday$"):
        Weekday(9)
    with pytest.raises(KeyError) as err:
        by_name("FRIDAY")
    assert err.value.args == ("FRIDAY",)


@pytest.mark.parametrize("day", [Weekday.MONDAY, Weekday.SUNDAY])
def test_member_as_argument(day):
    assert name_of(day) == day.name
    assert isinstance(day, Weekday)


def test_method():
    assert Weekday.SUNDAY.next() is Weekday.MONDAY
    assert str(Weekday.MONDAY) == "Monday"
    assert repr(Weekday.MONDAY) == "<Weekday.MONDAY: 1>"


def test_members_as_keys():
    table = counts([Weekday.MONDAY, Weekday.SUNDAY, Weekday.MONDAY])
    assert table == {Weekday.MONDAY: 2, Weekday.SUNDAY: 1}
    assert Weekday.TUESDAY not in table


def test_compare():
    assert Weekday.MONDAY != 1
    assert Weekday.MONDAY == Weekday.MONDAY
    with pytest.raises(TypeError):
        Weekday.MONDAY < Weekday.SUNDAY


def test_int_enum():
    assert Level.LOW < Level.HIGH
    assert Level.MIDDLE + 1 == 6
    assert sorted([Level.HIGH, Level.LOW]) == [1, 10]
    assert isinstance(Level.LOW, int)
    assert max(Level) is Level.HIGH


def test_alias():
    assert Level.TOP is Level.HIGH
    assert list(Level.__members__) == ["LOW", "MIDDLE", "HIGH", "TOP"]


def test_str_enum():
    assert Colour.RED == "red"
    assert f"{Colour.BLUE}!" == "blue!"
    assert Colour("Red") is Colour.RED
    assert ["a", "b"][Colour.RED == "red"] == "b"


def test_attributes():
    assert Planet.EARTH.gravity == pytest.approx(9.80, abs=0.01)
    assert Planet.MERCURY.value == (3.303e23, 2.4397e6)
    assert Planet.EARTH.mass == 5.976e24


def test_immutable():
    with pytest.raises(AttributeError):
        Weekday.MONDAY = 3
    with pytest.raises(AttributeError):
        Weekday.FRIDAY
