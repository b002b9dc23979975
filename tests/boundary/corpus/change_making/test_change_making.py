import unittest
from collections import Counter

from change_making import count_ways, find_fewest, purse


class ChangeTest(unittest.TestCase):
    def test_one_coin(self):
        self.assertEqual(find_fewest([1, 5, 10, 25, 100], 25), [25])

    def test_many(self):
        self.assertEqual(find_fewest([1, 4, 15, 20, 50], 23), [4, 4, 15])

    def test_zero(self):
        self.assertEqual(find_fewest([1, 5], 0), [])

    def test_impossible(self):
        with self.assertRaises(ValueError) as err:
            find_fewest([5, 10], 3)
        self.assertEqual(type(err.exception), ValueError)
        self.assertEqual(err.exception.args[0], "can't make target with given coins")

    def test_negative(self):
        with self.assertRaisesRegex(ValueError, "can't be negative"):
            find_fewest([1], -5)

    def test_any_iterable_of_coins(self):
        self.assertCountEqual(find_fewest((2, 5), 9), [5, 2, 2])
        self.assertEqual(find_fewest({7}, 14), [7, 7])

    def test_huge_count(self):
        self.assertEqual(count_ways([1, 2, 5, 10, 20, 50, 100, 200], 200), 73682)
        self.assertGreater(count_ways(range(1, 400), 400), 2**60)

    def test_counter(self):
        result = purse([1, 5], 12)
        self.assertIs(type(result), Counter)
        self.assertEqual(result, Counter({5: 2, 1: 2}))
        self.assertEqual(result[25], 0)

    def test_argument_untouched(self):
        coins = [5, 1]
        find_fewest(coins, 7)
        self.assertEqual(coins, [5, 1])
