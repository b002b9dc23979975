import pytest
from matrix_turn import rotate, rotated, set_zeroes, spiral, transpose


@pytest.fixture
def square():
    return [[1, 2], [3, 4]]


def test_rotate_in_place(square):
    rotate(square)
    assert square == [[3, 1], [4, 2]]


def test_rotate_in_place_returns_none(square):
    assert rotate(square) is None


def test_rotate_keeps_outer_list(square):
    alias = square
    rotate(square)
    assert alias is square
    assert alias[0] == [3, 1]


def test_rotated_is_a_copy(square):
    assert rotated(square) == [[3, 1], [4, 2]]
    assert square == [[1, 2], [3, 4]]


def test_transpose_value(square):
    assert transpose(square) == [(1, 3), (2, 4)]


def test_transpose_leaves_argument(square):
    transpose(square)
    assert square == [[1, 2], [3, 4]]


def test_set_zeroes_inner_rows():
    row = [1, 1, 1]
    matrix = [row, [0, 1, 1]]
    assert set_zeroes(matrix) is None
    assert matrix == [[0, 1, 1], [0, 0, 0]]
    assert row == [0, 1, 1]
    assert matrix[0] is row


def test_spiral():
    assert spiral([[1, 2, 3], [4, 5, 6], [7, 8, 9]]) == [1, 2, 3, 6, 9, 8, 7, 4, 5]


def test_spiral_of_empty():
    assert spiral([]) == []


def test_four_turns(square):
    for _ in range(4):
        rotate(square)
    assert square == [[1, 2], [3, 4]]
