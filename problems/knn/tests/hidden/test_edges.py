"""Ties, extreme k, missing features."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from knn import kNN

pytestmark = pytest.mark.case(group="edge cases")


def single(result: object) -> object:
    """The label as a plain Python value; fails unless it is one value."""
    assert isinstance(result, (int, float, str, np.generic)), "one single label is expected"
    return result.item() if isinstance(result, np.generic) else result


@pytest.mark.case(
    name="nearest rows tie", hint="Rule 2 says which of several equally distant rows is taken."
)
def test_nearest_rows_tie():
    data = pd.DataFrame(
        {"x": [5, 0, 2, 1, 1], "y": [5, 1, 1, 0, 2], "label": ["e", "d", "c", "b", "a"]}
    )
    assert single(kNN(1, data, [1, 1])) == "d"


@pytest.mark.case(
    name="exactly k rows vote",
    hint="How many rows vote when the k-th and the next are equally far?",
)
def test_exactly_k_rows_vote():
    data = pd.DataFrame({"x": [0, 1, -1, 1, -1], "label": [5, 5, 4, 4, 4]})
    assert single(kNN(2, data, [0])) == 5


@pytest.mark.case(
    name="long run of equal distances",
    hint="Some sorts reorder equal keys when there are many of them.",
)
def test_long_run_of_equal_distances():
    size = 2000
    position = np.arange(size)
    side = np.where(position % 3 == 0, 1, -1) * np.where(position % 7 == 0, 2, 1)
    for k in (101, 701, 1201):
        labels = np.full(size, 0)
        taken = np.argsort(np.abs(side), kind="stable")[:k]
        labels[taken[: k // 2 + 1]] = 1
        assert single(kNN(k, pd.DataFrame({"x": side, "label": labels}), [0])) == 1


@pytest.mark.case(
    name="votes tie, integers", hint="Being nearer does not break a tie of votes; see rule 3."
)
def test_votes_tie_integers():
    data = pd.DataFrame({"x": [1, 2, 3, 4], "label": [10, 10, 2, 2]})
    assert single(kNN(4, data, [0])) == 2


@pytest.mark.case(
    name="votes tie, strings", hint="Being nearer does not break a tie of votes; see rule 3."
)
def test_votes_tie_strings():
    data = pd.DataFrame({"x": [1, 2, 3, 4, 5], "label": ["owl", "owl", "elk", "elk", "ant"]})
    assert single(kNN(5, data, [0])) == "elk"


@pytest.mark.case(name="every label once", hint="If nobody has a majority, all labels are tied.")
def test_every_label_once():
    data = pd.DataFrame({"x": [4, 3, 2, 1], "label": [8, 6, 9, 7]})
    assert single(kNN(3, data, [0])) == 6


@pytest.mark.case(
    name="k equals the number of rows", hint="Distance does not matter when all rows vote."
)
def test_k_equals_rows():
    data = pd.DataFrame({"x": [0, 50, 60, 70, 1], "label": [1, 2, 2, 2, 1]})
    assert single(kNN(5, data, [0])) == 2


@pytest.mark.case(name="k larger than the table", hint="What does rule 4 say about too large a k?")
def test_k_larger_than_table():
    data = pd.DataFrame({"x": [0, 50, 60], "label": [1, 2, 2]})
    assert single(kNN(10, data, [0])) == 2


@pytest.mark.case(name="one row", hint="The smallest table has a single row.")
def test_one_row():
    data = pd.DataFrame({"x": [3.5], "label": ["only"]})
    assert single(kNN(1, data, [100.0])) == "only"


@pytest.mark.case(name="one class", hint="A table may know a single label.")
def test_one_class():
    data = pd.DataFrame({"x": [1, 2, 3], "y": [1, 2, 3], "label": [4, 4, 4]})
    assert single(kNN(2, data, [9, 9])) == 4


@pytest.mark.case(
    name="exact match has one vote", hint="A row at distance 0 is a neighbour like the others."
)
def test_exact_match_has_one_vote():
    data = pd.DataFrame({"x": [0, 5, 6], "y": [0, 5, 6], "label": ["near", "far", "far"]})
    assert single(kNN(3, data, [0, 0])) == "far"


@pytest.mark.case(
    name="missing feature", hint="A row whose distance is unknown must not be taken for a near one."
)
def test_missing_feature():
    data = pd.DataFrame(
        {"x": [np.nan, 1.0, 9.0], "y": [2.0, 1.0, 9.0], "label": ["gap", "near", "far"]}
    )
    assert single(kNN(1, data, [2, 2])) == "near"


@pytest.mark.case(
    name="missing features and a large k", hint="Can a row without a distance vote when k is large?"
)
def test_missing_features_large_k():
    data = pd.DataFrame(
        {
            "x": [np.nan, 1.0, np.nan, 2.0, 3.0],
            "y": [0.0, 1.0, np.nan, 2.0, np.nan],
            "label": ["a", "b", "a", "b", "a"],
        }
    )
    assert single(kNN(4, data, [0, 0])) == "b"
    assert single(kNN(5, data, [0, 0])) == "b"
