"""Conway's game of life on arrays and on sets of cells."""

from collections import Counter

import numpy as np


def tick(board):
    board = np.asarray(board)
    padded = np.pad(board, 1).astype(int)
    rows, columns = board.shape
    around = sum(
        padded[r : r + rows, c : c + columns] for r in range(3) for c in range(3) if (r, c) != (1, 1)
    )
    return (around == 3) | ((board != 0) & (around == 2))


def tick_in_place(board):
    board[...] = tick(board)


def tick_cells(cells):
    counts = Counter(
        (x + dx, y + dy) for x, y in cells for dx in (-1, 0, 1) for dy in (-1, 0, 1) if dx or dy
    )
    return {cell for cell, count in counts.items() if count == 3 or (count == 2 and cell in cells)}


def generations(cells):
    while cells:
        yield frozenset(cells)
        cells = tick_cells(cells)
