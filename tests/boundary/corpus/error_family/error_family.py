# planted: test_range_error_is_value_error, test_builtin_escapes, test_repr_of_error
"""A family of errors.  OutOfRange has the wrong base, check() leaks KeyError, repr is default."""


class ShopError(Exception):
    code = 500

    def __str__(self):
        return f"[{self.code}] {super().__str__()}"


class NotFound(ShopError, LookupError):
    code = 404

    def __init__(self, name, *, hints=()):
        super().__init__(name)
        self.name = name
        self.hints = list(hints)


class OutOfRange(ShopError):
    code = 422

    def __init__(self, value, low=0, high=10):
        super().__init__(value, low, high)
        self.value, self.low, self.high = value, low, high

    def __str__(self):
        return f"{self.value} not in {self.low}..{self.high}"

    def clamp(self):
        return min(max(self.value, self.low), self.high)


class Quiet(ShopError):
    pass


STOCK = {"apple": 3, "pear": 0}


def find(name):
    if name not in STOCK:
        raise NotFound(name, hints=[n for n in STOCK if n[0] == name[:1]])
    return STOCK[name]


def check(amounts):
    return sum(STOCK[name] for name in amounts)


def order(amount):
    if not 0 <= amount <= 10:
        raise OutOfRange(amount)
    return amount


def hush():
    raise Quiet


def wrap():
    try:
        order(99)
    except OutOfRange as error:
        raise NotFound("order") from error
