import unittest

from closure_counters import account, averager, counter, history, linked, make_adders, once, power


class ClosureTest(unittest.TestCase):
    def test_counter(self):
        increment = counter()
        self.assertEqual([increment() for _ in range(3)], [0, 1, 2])

    def test_counters_are_separate(self):
        one, two = counter(10), counter(start=5, step=-1)
        self.assertEqual((one(), two(), one(), two()), (10, 5, 11, 4))

    def test_account(self):
        functions = account(100)
        self.assertEqual(functions["deposit"](50), 150)
        self.assertEqual(functions["withdraw"](120), 30)
        self.assertEqual(functions["balance"](), 30)

    def test_account_error(self):
        functions = account(1)
        with self.assertRaises(ValueError) as err:
            functions["withdraw"](2)
        self.assertEqual(err.exception.args, ("insufficient funds", 1))
        self.assertEqual(list(functions), ["deposit", "withdraw", "balance"])

    def test_adders(self):
        self.assertEqual([add(10) for add in make_adders(3)], [10, 11, 12])

    def test_partial(self):
        cube = power(3)
        self.assertEqual(cube(2), 8)
        self.assertEqual(cube(2, exponent=5), 32)
        self.assertEqual(cube.keywords, {"exponent": 3})

    def test_history_is_shared(self):
        remember = history()
        first = remember("a")
        second = remember("b")
        self.assertIs(first, second)
        self.assertEqual(second, ["a", "b"])

    def test_function_attribute(self):
        average = averager()
        average(1)
        self.assertEqual(average(2), 1.5)
        self.assertEqual(average.values, [1, 2])
        with self.assertRaises(AttributeError):
            average.other

    def test_once(self):
        calls = []
        run = once(calls.append)
        run(1)
        run(2)
        self.assertEqual(calls, [1])

    def test_two_functions_one_state(self):
        get, put = linked()
        put([1, 2])
        self.assertEqual(get(), [1, 2])
        self.assertIsNot(get, put)

    def test_with_iter_sentinel(self):
        self.assertEqual(list(iter(counter(1), 4)), [1, 2, 3])

    def test_same_function_is_equal(self):
        increment = counter()
        self.assertEqual({increment: "x"}[increment], "x")
        self.assertNotEqual(increment, counter())
        self.assertTrue(callable(increment))
