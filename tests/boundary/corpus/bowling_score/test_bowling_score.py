import unittest

from bowling_score import BowlingGame


class BowlingTest(unittest.TestCase):
    def roll_new_game(self, throws):
        return BowlingGame().roll_all(throws)

    def test_all_zeros(self):
        self.assertEqual(self.roll_new_game([0] * 20).score(), 0)

    def test_no_strikes(self):
        self.assertEqual(self.roll_new_game([3, 6] * 10).score(), 90)

    def test_spare(self):
        self.assertEqual(self.roll_new_game([6, 4, 3] + [0] * 17).score(), 16)

    def test_perfect_game(self):
        self.assertEqual(self.roll_new_game([10] * 12).score(), 300)

    def test_negative(self):
        with self.assertRaisesRegex(ValueError, "invalid pins"):
            BowlingGame().roll(-1)

    def test_too_many_pins(self):
        self.assertRaises(ValueError, BowlingGame().roll, 11)

    def test_frame_over_ten(self):
        game = BowlingGame()
        game.roll(5)
        with self.assertRaises(ValueError):
            game.roll(6)

    def test_score_before_end(self):
        with self.assertRaises(IndexError):
            self.roll_new_game([0, 0]).score()

    def test_throws_list_can_be_edited(self):
        game = self.roll_new_game([1] * 20)
        game.throws[0] = 4
        self.assertEqual(game.throws[:2], [4, 1])

    def test_generator_of_throws(self):
        self.assertEqual(self.roll_new_game(n % 3 for n in range(20)).score(), 19)

    def test_strings_refused(self):
        with self.assertRaises(TypeError):
            BowlingGame().roll("3")
