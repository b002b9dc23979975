import unittest

import roman_numeral
from roman_numeral import from_roman, to_roman


class ToRomanTest(unittest.TestCase):
    def test_table(self):
        for number, text in ((1, "I"), (14, "XIV"), (49, "XLIX"), (1994, "MCMXCIV"), (3999, "MMMCMXCIX")):
            with self.subTest(number=number):
                self.assertEqual(to_roman(number), text)

    def test_zero(self):
        with self.assertRaisesRegex(ValueError, "^out of range: 0$"):
            to_roman(0)

    def test_bool_refused(self):
        with self.assertRaises(TypeError) as err:
            to_roman(True)
        self.assertEqual(str(err.exception), "expected an int, got bool")

    def test_float_refused(self):
        with self.assertRaises(TypeError) as err:
            to_roman(3.0)
        self.assertEqual(err.exception.args, ("expected an int, got float",))


class FromRomanTest(unittest.TestCase):
    def test_round_trip(self):
        for number in range(1, 60):
            self.assertEqual(from_roman(to_roman(number)), number)

    def test_bad_letters(self):
        for text in ("IIII", "VX", "", "abc"):
            with self.subTest(text), self.assertRaises(ValueError) as err:
                from_roman(text)
            self.assertEqual(str(err.exception), f"not a roman numeral: {text!r}")

    def test_table_constant(self):
        self.assertIsInstance(roman_numeral.TABLE, tuple)
        self.assertEqual(roman_numeral.TABLE[0], (1000, "M"))
        self.assertEqual(len(roman_numeral.TABLE), 13)
