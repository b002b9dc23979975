# planted: test_cause_is_kept, test_left_associative
"""A word calculator.  It loses causes (raise ... from None) and groups to the right."""


class CalcError(Exception):
    """Base of everything that this module raises."""


class UnknownOperation(CalcError):
    pass


class ParseError(CalcError):
    def __init__(self, message, *, column):
        super().__init__(message, column)
        self.message = message
        self.column = column

    def __str__(self):
        return f"{self.message} (column {self.column})"


OPERATIONS = {"plus": lambda a, b: a + b, "minus": lambda a, b: a - b, "times": lambda a, b: a * b}


def number(word, column):
    try:
        return int(word)
    except ValueError:
        raise ParseError(f"not a number: {word}", column=column) from None


def evaluate(words):
    left = number(words[0], 0)
    if len(words) == 1:
        return left
    if words[1] not in OPERATIONS:
        raise UnknownOperation("unknown operation", words[1])
    if len(words) == 2:
        raise ParseError("number missing", column=2)
    return OPERATIONS[words[1]](left, evaluate(words[2:]))


def answer(question):
    return evaluate(question.rstrip("?").split()[2:])
