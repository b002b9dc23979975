import unittest
from collections.abc import Iterable, Iterator

from countdown_iter import Countdown, Letters, Peekable, Steps


class IteratorTest(unittest.TestCase):
    def test_next(self):
        count = Countdown(2)
        self.assertEqual(next(count), 2)
        self.assertEqual(next(count), 1)
        with self.assertRaises(StopIteration):
            next(count)

    def test_one_pass(self):
        count = Countdown(3)
        self.assertEqual(list(count), [3, 2, 1])
        self.assertEqual(list(count), [])

    def test_iter_returns_self(self):
        count = Countdown(3)
        self.assertIs(iter(count), count)

    def test_default_of_next(self):
        self.assertEqual(next(Countdown(0), "over"), "over")

    def test_half_way(self):
        count = Countdown(5)
        for value in count:
            if value == 3:
                break
        self.assertEqual(count.current, 2)
        self.assertEqual(sum(count), 3)

    def test_is_iterator(self):
        self.assertIsInstance(Countdown(1), Iterator)
        self.assertTrue(issubclass(Countdown, Iterator))
        self.assertIsInstance(Steps(0, 1), Iterable)
        self.assertNotIsInstance(Steps(0, 1), Iterator)

    def test_iterable_twice(self):
        steps = Steps(0, 10, 4)
        self.assertEqual(list(steps), [0, 4, 8])
        self.assertEqual(list(steps), [0, 4, 8])
        self.assertEqual(len(steps), 3)

    def test_nested_loops(self):
        steps = Steps(1, 3)
        self.assertEqual([(a, b) for a in steps for b in steps], [(1, 1), (1, 2), (2, 1), (2, 2)])

    def test_negative_step(self):
        self.assertEqual(tuple(Steps(3, 0, step=-1)), (3, 2, 1))
        self.assertRaisesRegex(ValueError, "zero", Steps, 0, 1, 0)

    def test_tools(self):
        self.assertEqual(sorted(Countdown(3)), [1, 2, 3])
        self.assertEqual(dict(zip("ab", Steps(0, 5))), {"a": 0, "b": 1})
        self.assertEqual(list(enumerate(Countdown(2), 1)), [(1, 2), (2, 1)])
        self.assertEqual(max(Steps(0, 5)), 4)

    def test_getitem_protocol(self):
        self.assertEqual("".join(Letters()), "abc")
        self.assertIn("b", Letters())

    def test_peek(self):
        items = Peekable(iter("xy"))
        self.assertEqual(items.peek(), "x")
        self.assertEqual(list(items), ["x", "y"])
        self.assertEqual(items.peek("end"), "end")

    def test_peek_over_candidate_iterator(self):
        items = Peekable(Countdown(2))
        self.assertEqual((items.peek(), next(items), next(items)), (2, 2, 1))
