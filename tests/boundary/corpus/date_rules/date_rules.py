"""Dates, times and spans."""

from calendar import monthrange
from datetime import UTC, date, datetime, time, timedelta, timezone


class MeetupDayError(ValueError):
    pass


def meetup(year, month, week, weekday):
    days = [d for d in range(1, monthrange(year, month)[1] + 1) if date(year, month, d).weekday() == weekday]
    try:
        return date(year, month, days[week])
    except IndexError:
        raise MeetupDayError("That day does not exist.") from None


def add_gigasecond(moment):
    return moment + timedelta(seconds=10**9)


def is_leap(year):
    return year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)


def span(first, second):
    return abs(first - second)


def to_utc(moment):
    return moment.astimezone(UTC)


def at_offset(hours):
    return datetime(2020, 2, 29, 12, tzinfo=timezone(timedelta(hours=hours)))


def parse(text):
    return datetime.fromisoformat(text)


def lunch():
    return time(12, 30, 0, 250)


def days_of(first, last):
    while first <= last:
        yield first
        first += timedelta(days=1)
