# planted: TestPolynomial::test_str_of_zero, TestPolynomial::test_multiply_keeps_type, TestPolynomial::test_integral
"""Polynomials by coefficient.  str of zero, products and the missing integral are wrong."""


class Polynomial:
    def __init__(self, *coefficients):
        values = list(coefficients)
        while values and values[-1] == 0:
            values.pop()
        self.coefficients = tuple(values)

    @property
    def degree(self):
        return len(self.coefficients) - 1

    def __call__(self, x):
        result = 0
        for coefficient in reversed(self.coefficients):
            result = result * x + coefficient
        return result

    def __eq__(self, other):
        if isinstance(other, Polynomial):
            return self.coefficients == other.coefficients
        return NotImplemented

    def __hash__(self):
        return hash(self.coefficients)

    def __add__(self, other):
        size = max(len(self.coefficients), len(other.coefficients))
        pad = [p.coefficients + (0,) * (size - len(p.coefficients)) for p in (self, other)]
        return type(self)(*map(sum, zip(*pad)))

    def __mul__(self, other):
        result = [0] * (len(self.coefficients) + len(other.coefficients))
        for i, a in enumerate(self.coefficients):
            for j, b in enumerate(other.coefficients):
                result[i + j] += a * b
        return result

    def __neg__(self):
        return Polynomial(*(-c for c in self.coefficients))

    def __getitem__(self, power):
        return self.coefficients[power] if power <= self.degree else 0

    def derivative(self):
        terms = list(enumerate(self.coefficients))[1:]
        return Polynomial(*(power * coefficient for power, coefficient in terms))

    def __str__(self):
        parts = [f"{c}x^{p}" if p else f"{c}" for p, c in enumerate(self.coefficients) if c]
        return " + ".join(reversed(parts))
