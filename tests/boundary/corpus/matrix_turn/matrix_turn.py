# planted: test_rotate_in_place_returns_none, test_transpose_leaves_argument, test_spiral_of_empty
"""Matrix rotation.  transpose() edits its argument, rotate() returns a value, spiral([]) raises."""


def rotate(matrix):
    matrix[:] = [list(row) for row in zip(*matrix[::-1])]
    return matrix


def rotated(matrix):
    return [list(row) for row in zip(*matrix[::-1])]


def transpose(matrix):
    rows = list(zip(*matrix))
    matrix.clear()
    matrix.extend(list(row) for row in rows)
    return rows


def set_zeroes(matrix):
    rows = {r for r, row in enumerate(matrix) if 0 in row}
    columns = {c for row in matrix for c, cell in enumerate(row) if cell == 0}
    for r, row in enumerate(matrix):
        for c in range(len(row)):
            if r in rows or c in columns:
                row[c] = 0


def spiral(matrix):
    result = list(matrix[0])
    rest = matrix[1:]
    while rest:
        rest = [list(row) for row in zip(*rest)][::-1]
        result += rest[0]
        rest = rest[1:]
    return result
