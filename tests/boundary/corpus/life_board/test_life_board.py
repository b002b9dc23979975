from itertools import islice

import numpy as np
import pytest
from life_board import generations, tick, tick_cells, tick_in_place

BLINKER = {(1, 0), (1, 1), (1, 2)}


@pytest.fixture
def board():
    board = np.zeros((3, 3), dtype=np.uint8)
    board[1] = 1
    return board


def test_blinker_array(board):
    expected = np.array([[0, 1, 0]] * 3, dtype=bool)
    np.testing.assert_array_equal(tick(board), expected)


def test_result_is_bool(board):
    assert tick(board).dtype == bool


def test_argument_untouched(board):
    before = board.copy()
    tick(board)
    np.testing.assert_array_equal(board, before)


def test_in_place(board):
    row = board[1]
    assert tick_in_place(board) is None
    assert board.dtype == np.uint8
    assert board.tolist() == [[0, 1, 0]] * 3
    assert row.tolist() == [0, 1, 0]


def test_list_argument():
    assert tick([[1, 1], [1, 0]]).all()


def test_empty_board():
    assert tick(np.zeros((0, 0))).shape == (0, 0)


def test_cells():
    after = tick_cells(BLINKER)
    assert after == {(0, 1), (1, 1), (2, 1)}
    assert type(after) is set


def test_frozenset_argument():
    assert tick_cells(frozenset(BLINKER)) == {(0, 1), (1, 1), (2, 1)}


def test_negative_cells():
    assert (-1, -1) in tick_cells({(-2, -1), (-1, -2), (0, -1)})


def test_endless_generations():
    first, second, third = islice(generations(BLINKER), 3)
    assert first == third == BLINKER
    assert type(second) is frozenset


def test_dies_out():
    assert list(generations({(0, 0)})) == [frozenset({(0, 0)})]
