"""Bank accounts with errors and a ledger."""

from dataclasses import dataclass
from decimal import Decimal


class AccountError(Exception):
    pass


class InsufficientFunds(AccountError):
    def __init__(self, balance, amount):
        self.balance = balance
        self.amount = amount
        super().__init__(f"balance {balance} is less than {amount}")

    @property
    def shortfall(self):
        return self.amount - self.balance


@dataclass(frozen=True)
class Entry:
    kind: str
    amount: Decimal


class BankAccount:
    interest = Decimal("0.02")
    _opened = 0

    def __init__(self, owner, balance=0):
        self.owner = owner
        self._balance = Decimal(balance)
        self.is_open = False
        self.entries = []

    def open(self):
        if self.is_open:
            raise ValueError("account already open")
        self.is_open = True
        return self

    def close(self):
        self._check()
        self.is_open = False

    def _check(self):
        if not self.is_open:
            raise ValueError("account not open")

    def get_balance(self):
        self._check()
        return self._balance

    def deposit(self, amount):
        self._check()
        if amount <= 0:
            raise ValueError("amount must be greater than 0")
        self._balance += Decimal(amount)
        self.entries.append(Entry("deposit", Decimal(amount)))

    def withdraw(self, amount):
        self._check()
        if amount > self._balance:
            raise InsufficientFunds(self._balance, Decimal(amount))
        self._balance -= Decimal(amount)
        self.entries.append(Entry("withdraw", Decimal(amount)))

    def __enter__(self):
        return self.open()

    def __exit__(self, kind, error, trace):
        self.close()
        return isinstance(error, AccountError)


class SavingsAccount(BankAccount):
    def add_interest(self):
        self.deposit(self._balance * self.interest)
