"""A small matrix class with tuple indexing."""


class Matrix:
    def __init__(self, rows):
        self.rows = [list(row) for row in rows]
        if len({len(row) for row in self.rows}) > 1:
            raise ValueError("ragged rows")

    @classmethod
    def identity(cls, size):
        return cls([[int(r == c) for c in range(size)] for r in range(size)])

    @staticmethod
    def from_string(text):
        return Matrix([[int(cell) for cell in line.split()] for line in text.splitlines()])

    @property
    def shape(self):
        return len(self.rows), len(self.rows[0]) if self.rows else 0

    @property
    def T(self):
        return Matrix(zip(*self.rows))

    def __getitem__(self, key):
        if isinstance(key, tuple):
            row, column = key
            if isinstance(row, slice) or isinstance(column, slice):
                picked = self.rows[row] if isinstance(row, slice) else [self.rows[row]]
                return Matrix([r[column] if isinstance(column, slice) else [r[column]] for r in picked])
            return self.rows[row][column]
        return tuple(self.rows[key])

    def __setitem__(self, key, value):
        row, column = key
        self.rows[row][column] = value

    def __eq__(self, other):
        return isinstance(other, Matrix) and self.rows == other.rows

    __hash__ = None

    def __matmul__(self, other):
        if self.shape[1] != other.shape[0]:
            raise ValueError(f"cannot multiply {self.shape} by {other.shape}")
        columns = list(zip(*other.rows))
        return Matrix([[sum(a * b for a, b in zip(row, col)) for col in columns] for row in self.rows])

    def __mul__(self, factor):
        return Matrix([[factor * cell for cell in row] for row in self.rows])

    __rmul__ = __mul__

    def __imul__(self, factor):
        for row in self.rows:
            row[:] = [factor * cell for cell in row]
        return self

    def __pow__(self, power):
        result = Matrix.identity(len(self.rows))
        for _ in range(power):
            result = result @ self
        return result

    def __iter__(self):
        return (cell for row in self.rows for cell in row)

    def __repr__(self):
        return f"Matrix({self.rows})"
