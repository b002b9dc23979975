"""Closures and partial objects that keep state."""

from functools import partial


def counter(start=0, step=1):
    current = start - step

    def increment():
        nonlocal current
        current += step
        return current

    return increment


def account(balance):
    def deposit(amount):
        nonlocal balance
        balance += amount
        return balance

    def withdraw(amount):
        nonlocal balance
        if amount > balance:
            raise ValueError("insufficient funds", balance)
        balance -= amount
        return balance

    return {"deposit": deposit, "withdraw": withdraw, "balance": lambda: balance}


def make_adders(count):
    return [lambda x, n=n: x + n for n in range(count)]


def power(exponent):
    return partial(pow_of, exponent=exponent)


def pow_of(base, exponent):
    return base**exponent


def history():
    seen = []

    def remember(item):
        seen.append(item)
        return seen

    return remember


def averager():
    values = []

    def average(value):
        values.append(value)
        return sum(values) / len(values)

    average.values = values
    return average


def once(function):
    results = []

    def wrapper(*args):
        if not results:
            results.append(function(*args))
        return results[0]

    return wrapper


def linked():
    state = {"n": 0}

    def get():
        return state["n"]

    def put(value):
        state["n"] = value

    return get, put
