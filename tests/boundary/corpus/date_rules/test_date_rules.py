import unittest
from datetime import UTC, date, datetime, time, timedelta

from date_rules import (
    MeetupDayError, add_gigasecond, at_offset, days_of, is_leap, lunch, meetup, parse, span, to_utc,
)


class DateTest(unittest.TestCase):
    def test_meetup(self):
        self.assertEqual(meetup(2013, 5, 1, 0), date(2013, 5, 13))
        self.assertEqual(meetup(2013, 5, -1, 4), date(2013, 5, 31))
        self.assertIs(type(meetup(2013, 5, 0, 0)), date)

    def test_no_such_day(self):
        with self.assertRaises(MeetupDayError) as err:
            meetup(2013, 2, 4, 0)
        self.assertEqual(type(err.exception), MeetupDayError)
        self.assertEqual(err.exception.args[0], "That day does not exist.")
        self.assertTrue(err.exception.__suppress_context__)

    def test_gigasecond(self):
        self.assertEqual(add_gigasecond(datetime(2011, 4, 25)), datetime(2043, 1, 1, 1, 46, 40))

    def test_gigasecond_of_a_date_keeps_date(self):
        self.assertEqual(add_gigasecond(date(2011, 4, 25)), date(2043, 1, 1))

    def test_leap(self):
        for year, leap in ((1996, True), (1900, False), (2000, True), (2015, False)):
            with self.subTest(year=year):
                self.assertIs(is_leap(year), leap)

    def test_span(self):
        result = span(datetime(2020, 1, 1), datetime(2020, 1, 2, 0, 0, 0, 5))
        self.assertEqual(result, timedelta(days=1, microseconds=5))
        self.assertIsInstance(result, timedelta)

    def test_zone(self):
        moment = at_offset(-5)
        self.assertEqual(moment.utcoffset(), timedelta(hours=-5))
        self.assertEqual(to_utc(moment), datetime(2020, 2, 29, 17, tzinfo=UTC))

    def test_naive_minus_aware(self):
        with self.assertRaisesRegex(TypeError, "offset-naive and offset-aware"):
            span(datetime(2020, 1, 1), at_offset(0))

    def test_time(self):
        self.assertEqual(lunch(), time(12, 30, 0, 250))

    def test_parse(self):
        self.assertEqual(parse("2020-01-02T03:04:05"), datetime(2020, 1, 2, 3, 4, 5))
        with self.assertRaises(ValueError) as err:
            parse("soon")
        self.assertEqual(str(err.exception), "Invalid isoformat string: 'soon'")

    def test_generator(self):
        days = days_of(date(2024, 2, 28), date(2024, 3, 1))
        self.assertEqual([d.day for d in days], [28, 29, 1])
