import unittest

from rational_number import RationalNumber


class RationalNumberTest(unittest.TestCase):
    def test_reduced_on_construction(self):
        number = RationalNumber(6, -8)
        self.assertEqual((number.numerator, number.denominator), (-3, 4))

    def test_add(self):
        self.assertEqual(RationalNumber(1, 2) + RationalNumber(1, 3), RationalNumber(5, 6))

    def test_add_int_on_either_side(self):
        self.assertEqual(RationalNumber(1, 2) + 1, RationalNumber(3, 2))
        self.assertEqual(1 + RationalNumber(1, 2), RationalNumber(3, 2))

    def test_subtract_reflected(self):
        self.assertEqual(2 - RationalNumber(1, 2), RationalNumber(3, 2))
        self.assertEqual(repr(RationalNumber(1, 2) - RationalNumber(3, 4)), "-1/4")

    def test_divide(self):
        self.assertEqual(RationalNumber(1, 2) / RationalNumber(3, 4), RationalNumber(2, 3))
        self.assertEqual(1 / RationalNumber(2, 5), RationalNumber(5, 2))

    def test_divide_by_zero(self):
        with self.assertRaises(ZeroDivisionError) as err:
            RationalNumber(1, 2) / RationalNumber(0, 1)
        self.assertIs(type(err.exception), ZeroDivisionError)
        self.assertEqual(err.exception.args[0], "denominator must not be zero")

    def test_powers(self):
        self.assertEqual(RationalNumber(2, 3) ** -3, RationalNumber(27, 8))
        self.assertAlmostEqual(8 ** RationalNumber(4, 3), 16.0, places=8)

    def test_abs_and_float(self):
        self.assertEqual(abs(RationalNumber(-3, 4)), RationalNumber(3, 4))
        self.assertEqual(float(RationalNumber(-3, 4)), -0.75)
        self.assertIs(type(float(RationalNumber(1, 4))), float)

    def test_sum_of_list(self):
        self.assertEqual(sum([RationalNumber(1, n) for n in (2, 3, 6)]), 1)

    def test_hash_in_set_and_dict(self):
        self.assertEqual(len({RationalNumber(1, 2), RationalNumber(2, 4)}), 1)
        names = {RationalNumber(1, 2): "half"}
        self.assertEqual(names[RationalNumber(3, 6)], "half")

    def test_sorted_min_max(self):
        numbers = [RationalNumber(1, 2), RationalNumber(1, 3), RationalNumber(3, 4)]
        self.assertEqual([repr(n) for n in sorted(numbers)], ["1/3", "1/2", "3/4"])
        self.assertIs(max(numbers), numbers[2])

    def test_unknown_operand(self):
        with self.assertRaises(TypeError):
            RationalNumber(1, 2) + "1"
        self.assertFalse(RationalNumber(1, 2) == "1/2")

    def test_huge(self):
        self.assertEqual((RationalNumber(1, 3) ** 100).denominator, 3**100)

    def test_truth(self):
        self.assertTrue(RationalNumber(1, 9))
        self.assertFalse(RationalNumber(0, 9))
