import pytest
from clock_arithmetic import Clock

NOON = Clock(12)


@pytest.mark.parametrize(
    ("hour", "minute", "text"),
    [(8, 0, "08:00"), (24, 0, "00:00"), (-25, -160, "20:20"), (201, 3001, "11:01")],
    ids=["on the hour", "midnight", "negative", "many days"],
)
def test_str(hour, minute, text):
    assert str(Clock(hour, minute)) == text


def test_repr_round_trip():
    assert repr(Clock(10, 3)) == "Clock(10, 3)"
    assert eval(repr(Clock(10, 3))) == Clock(10, 3)


def test_keywords_and_defaults():
    assert Clock(minute=61) == Clock(1, 1)
    assert Clock() == Clock(0, 0)


def test_add_gives_new_clock():
    clock = Clock(23, 59)
    later = clock + 2
    assert str(later) == "00:01"
    assert str(clock) == "23:59"
    assert later is not clock


def test_add_in_place_keeps_identity():
    clock = Clock(1)
    alias = clock
    clock += 30
    assert clock is alias
    assert alias.minute == 30


def test_difference_of_clocks_is_int():
    assert Clock(0, 10) - Clock(23, 50) == 20
    assert str(NOON - 1) == "11:59"


def test_hash():
    assert {Clock(1): "one"}[Clock(25)] == "one"
    assert len({Clock(2), Clock(26), Clock(3)}) == 2


def test_properties_read_only():
    with pytest.raises(AttributeError):
        NOON.hour = 3
    assert NOON.hour == 12


def test_class_attribute():
    assert Clock.minutes_per_day == 1440
    assert NOON.minutes_per_day == 1440


def test_formatted_into_text():
    assert f"now {NOON}, was {NOON - 60!r}" == "now 12:00, was Clock(11, 0)"
