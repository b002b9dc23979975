import inspect
import unittest

import module_facts
from module_facts import BANK, DEFAULT, NAMES, TABLE, VERSION, Account, Shape, area, double, everything


class FactsTest(unittest.TestCase):
    def test_constants(self):
        self.assertEqual(VERSION, (1, 2))
        self.assertEqual(module_facts.PI, 3.141592653589793)
        self.assertIsNone(module_facts.NOTHING)
        self.assertIs(type(module_facts.LIMITS), frozenset)
        self.assertEqual(TABLE["y", 2], [3])
        self.assertEqual(NAMES + ["c"], ["a", "b", "c"])

    def test_enum_constant(self):
        self.assertIs(DEFAULT, Shape.SQUARE)

    def test_private_constant(self):
        self.assertEqual(module_facts._PRIVATE, "hidden")

    def test_missing_name(self):
        with self.assertRaises(AttributeError):
            module_facts.nothing_here
        self.assertFalse(hasattr(module_facts, "other"))
        self.assertTrue(hasattr(module_facts, "area"))

    def test_same_through_module(self):
        self.assertIs(module_facts.area, area)
        self.assertIs(module_facts.Account, Account)
        self.assertEqual(module_facts.area(2), area(2))

    def test_name_and_doc(self):
        self.assertEqual(area.__name__, "area")
        self.assertEqual(area.__doc__, "Area as text.")
        self.assertEqual(inspect.getdoc(Account), "An account.")
        self.assertEqual(Account.__name__, "Account")
        self.assertEqual(double.__name__, "<lambda>")

    def test_signature(self):
        self.assertEqual(str(inspect.signature(area)), "(width, height: float = 2.0, *, unit='cm') -> str")
        self.assertEqual(list(inspect.signature(everything).parameters), ["a", "b", "args", "c", "kwargs"])
        self.assertEqual(inspect.signature(area).parameters["height"].default, 2.0)

    def test_signature_of_class(self):
        self.assertEqual(list(inspect.signature(Account).parameters), ["owner", "balance"])
        self.assertEqual(list(inspect.signature(Account("x").pay).parameters), ["amount"])

    def test_call_kinds(self):
        self.assertEqual(everything(1, 2, 3, 4, c=5, d=6), (1, 2, (3, 4), 5, {"d": 6}))
        self.assertEqual(everything(1, b=2, a=3), (1, 2, (), 1, {"a": 3}))
        self.assertEqual(area(3, unit="m"), "6.0m²")

    def test_callable_and_type(self):
        self.assertTrue(callable(area))
        self.assertTrue(inspect.isclass(Account))
        self.assertTrue(callable(module_facts.double))
        self.assertEqual(module_facts.double("ab"), "abab")

    def test_unbound_method(self):
        account = Account("me", 5)
        self.assertEqual(Account.pay(account, 6), 11)
        pay = account.pay
        self.assertEqual(pay(1), 12)
        self.assertEqual(pay.__name__, "pay")

    def test_module_level_instance(self):
        self.assertIsInstance(BANK, Account)
        self.assertEqual(BANK.owner, "bank")
        self.assertEqual(Account.rate, 0.5)

    def test_module_name_and_doc(self):
        self.assertEqual(module_facts.__name__, "module_facts")
        self.assertEqual(module_facts.__doc__, "Facts about a module: constants, docs, names, signatures.")
