"""String protocol: str, repr, format, bytes, and templates."""


class Money:
    symbols = {"EUR": "€", "USD": "$", "JPY": "¥"}

    def __init__(self, amount, currency="EUR"):
        self.amount = amount
        self.currency = currency

    def __repr__(self):
        return f"{self.__class__.__name__}({self.amount!r}, {self.currency!r})"

    def __str__(self):
        return f"{self.symbols[self.currency]}{self.amount:,.2f}"

    def __format__(self, spec):
        if spec.endswith("c"):
            return f"{self.amount:{spec[:-1]}.2f} {self.currency}"
        return format(str(self), spec)

    def __bytes__(self):
        return str(self).encode()


class Tip(Money):
    def __str__(self):
        return "tip " + super().__str__()


class Shy:
    pass


def table(rows):
    return "\n".join(f"{name:<6}|{money:>12}" for name, money in rows)


def greet(template, /, **names):
    return template.format(**names)
