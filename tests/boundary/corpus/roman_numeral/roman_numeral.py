"""Roman numerals both ways."""

TABLE = (
    (1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"),
    (50, "L"), (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"),
)


def to_roman(number):
    if isinstance(number, bool) or not isinstance(number, int):
        raise TypeError(f"expected an int, got {type(number).__name__}")
    if not 0 < number < 4000:
        raise ValueError(f"out of range: {number}")
    text = ""
    for value, letters in TABLE:
        count, number = divmod(number, value)
        text += letters * count
    return text


def from_roman(text):
    total, rest = 0, text
    for value, letters in TABLE:
        while rest.startswith(letters):
            total += value
            rest = rest[len(letters):]
    if rest or not text or to_roman(total) != text:
        raise ValueError(f"not a roman numeral: {text!r}")
    return total
