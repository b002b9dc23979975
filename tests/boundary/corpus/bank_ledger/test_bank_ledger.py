import unittest
from decimal import Decimal

from bank_ledger import AccountError, BankAccount, Entry, InsufficientFunds, SavingsAccount


class BankTest(unittest.TestCase):
    def setUp(self):
        self.account = BankAccount("Ann")
        self.account.open()

    def test_empty(self):
        self.assertEqual(self.account.get_balance(), 0)
        self.assertIs(type(self.account.get_balance()), Decimal)

    def test_deposit_and_withdraw(self):
        self.account.deposit(100)
        self.account.withdraw(30)
        self.assertEqual(self.account.get_balance(), Decimal("70"))

    def test_closed(self):
        self.account.close()
        for call in (self.account.get_balance, self.account.close):
            with self.assertRaises(ValueError) as err:
                call()
            self.assertEqual(type(err.exception), ValueError)
            self.assertEqual(err.exception.args[0], "account not open")

    def test_open_twice(self):
        with self.assertRaises(ValueError) as err:
            self.account.open()
        self.assertEqual(err.exception.args[0], "account already open")

    def test_negative_deposit(self):
        with self.assertRaises(ValueError) as err:
            self.account.deposit(-1)
        self.assertEqual(err.exception.args[0], "amount must be greater than 0")

    def test_too_much(self):
        self.account.deposit(5)
        with self.assertRaises(InsufficientFunds) as err:
            self.account.withdraw(8)
        self.assertEqual(str(err.exception), "balance 5 is less than 8")
        self.assertEqual(err.exception.shortfall, Decimal(3))
        self.assertEqual(err.exception.balance, 5)
        self.assertIsInstance(err.exception, AccountError)

    def test_entries(self):
        self.account.deposit(3)
        self.account.withdraw(1)
        self.assertEqual(self.account.entries, [Entry("deposit", Decimal(3)), Entry("withdraw", Decimal(1))])
        self.assertEqual([entry.kind for entry in self.account.entries], ["deposit", "withdraw"])

    def test_accounts_are_separate(self):
        other = BankAccount("Bob", "2.50").open()
        self.account.deposit(1)
        self.assertEqual(other.get_balance(), Decimal("2.50"))

    def test_with_swallows_account_errors(self):
        with BankAccount("Cy") as account:
            account.withdraw(10**30)
        self.assertFalse(account.is_open)

    def test_with_lets_others_through(self):
        with self.assertRaises(ZeroDivisionError), BankAccount("Di") as account:
            1 / 0
        self.assertFalse(account.is_open)

    def test_savings(self):
        savings = SavingsAccount("Eve", 100).open()
        savings.add_interest()
        self.assertEqual(str(savings.get_balance()), "102.00")
        self.assertIsInstance(savings, BankAccount)

    def test_class_attribute_overridden_on_instance(self):
        savings = SavingsAccount("Eve", 100).open()
        savings.interest = Decimal(1)
        savings.add_interest()
        self.assertEqual(savings.get_balance(), 200)
        self.assertEqual(SavingsAccount.interest, Decimal("0.02"))
