import pytest
from square_matrix import Matrix


@pytest.fixture
def matrix():
    return Matrix([[1, 2], [3, 4]])


def test_shape(matrix):
    assert matrix.shape == (2, 2)
    assert Matrix([]).shape == (0, 0)


def test_index(matrix):
    assert matrix[0] == (1, 2)
    assert matrix[1, 0] == 3
    assert matrix[-1, -1] == 4


def test_slices():
    matrix = Matrix.from_string("1 2 3\n4 5 6\n7 8 9")
    assert matrix[:2, 1:] == Matrix([[2, 3], [5, 6]])
    assert matrix[:, 0] == Matrix([[1], [4], [7]])


def test_assignment(matrix):
    matrix[0, 1] = 20
    matrix[1, 1] += 1
    assert matrix.rows == [[1, 20], [3, 5]]


def test_matmul(matrix):
    assert matrix @ Matrix.identity(2) == matrix
    assert matrix @ matrix == Matrix([[7, 10], [15, 22]])


def test_matmul_mismatch(matrix):
    with pytest.raises(ValueError) as err:
        matrix @ Matrix([[1, 2, 3]])
    assert str(err.value) == "cannot multiply (2, 2) by (1, 3)"


def test_power(matrix):
    assert (matrix**3)[0, 0] == 37
    assert matrix**0 == Matrix.identity(2)
    assert (Matrix([[1, 1], [1, 0]]) ** 200)[0, 1] == 280571172992510140037611932413038677189525


def test_scale_both_sides(matrix):
    assert 2 * matrix == matrix * 2 == Matrix([[2, 4], [6, 8]])


def test_scale_in_place(matrix):
    alias = matrix
    row = matrix.rows[0]
    matrix *= 10
    assert matrix is alias
    assert alias[0] == (10, 20)
    assert row == matrix.rows[0]


def test_transpose(matrix):
    assert matrix.T.rows == [[1, 3], [2, 4]]
    assert matrix.T.T == matrix


def test_unhashable(matrix):
    with pytest.raises(TypeError, match="unhashable"):
        hash(matrix)


def test_iterate(matrix):
    assert sum(matrix) == 10
    assert list(matrix) == [1, 2, 3, 4]


def test_errors(matrix):
    with pytest.raises(IndexError, match="list index out of range"):
        matrix[5, 0]
    with pytest.raises(ValueError, match="ragged"):
        Matrix([[1], [1, 2]])


def test_repr(matrix):
    assert repr(matrix) == "Matrix([[1, 2], [3, 4]])"
