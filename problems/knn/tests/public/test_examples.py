"""The examples of the statement."""

from __future__ import annotations

import pandas as pd
import pytest

from knn import kNN

pytestmark = pytest.mark.case(group="examples")


def colours() -> pd.DataFrame:
    return pd.DataFrame(
        {
            "x": [1, 2, 8, 9, 8],
            "y": [1, 1, 9, 8, 8],
            "label": ["red", "red", "blue", "blue", "blue"],
        }
    )


@pytest.mark.case(
    name="majority of three", hint="Which three rows are nearest, and what do most of them say?"
)
def test_majority_of_three():
    assert kNN(3, colours(), [2, 2]) == "red"


@pytest.mark.case(name="one neighbour", hint="With k = 1 the nearest row decides alone.")
def test_one_neighbour():
    assert kNN(1, colours(), [8, 8]) == "blue"


@pytest.mark.case(
    name="all rows vote", hint="With k equal to the number of rows, distance no longer matters."
)
def test_all_rows_vote():
    assert kNN(5, colours(), [1, 1]) == "blue"


@pytest.mark.case(
    name="equal distance: earlier row", hint="Which of two equally distant rows does rule 2 take?"
)
def test_equal_distance():
    data = pd.DataFrame({"x": [0, 2, 9], "label": [7, 3, 3]})
    assert kNN(1, data, [1]) == 7


@pytest.mark.case(
    name="equal votes: smaller label", hint="Which of two labels with equal votes does rule 3 take?"
)
def test_equal_votes():
    data = pd.DataFrame({"x": [0, 2, 9], "label": [7, 3, 3]})
    assert kNN(2, data, [0]) == 3
