"""Votes on clear data, and on random data against a brute-force oracle."""

from __future__ import annotations

from collections import Counter

import numpy as np
import pandas as pd
import pytest

from knn import kNN

pytestmark = pytest.mark.case(group="correctness")


def single(result: object) -> object:
    """The label as a plain Python value; fails unless it is one value."""
    assert isinstance(result, (int, float, str, np.generic)), "one single label is expected"
    return result.item() if isinstance(result, np.generic) else result


def brute_force(k: int, data: pd.DataFrame, new_point: list[float]) -> object:
    """Sort all rows by (squared distance, position), count, take the smallest winner."""
    features = data.iloc[:, :-1].to_numpy(dtype=float).tolist()
    labels = data["label"].tolist()
    ranked = sorted(
        (sum((a - b) ** 2 for a, b in zip(row, new_point, strict=True)), position)
        for position, row in enumerate(features)
    )
    votes = Counter(labels[position] for _, position in ranked[:k])
    return min(label for label, count in votes.items() if count == max(votes.values()))


@pytest.mark.case(
    weight=2,
    name="random points, integer labels",
    hint="Try a small table by hand: compute every distance, sort, and count the first k labels.",
)
def test_random_points(rng):
    for _ in range(20):
        rows, columns = int(rng.integers(5, 60)), int(rng.integers(1, 6))
        data = pd.DataFrame(
            rng.normal(size=(rows, columns)), columns=[f"f{i}" for i in range(columns)]
        )
        data["label"] = rng.integers(0, 2, size=rows)
        k = 2 * int(rng.integers(0, (rows - 1) // 2 + 1)) + 1
        point = rng.normal(size=columns).tolist()
        assert single(kNN(k, data, point)) == brute_force(k, data, point)


@pytest.mark.case(
    weight=2,
    name="random grid with many ties",
    hint="Rules 2 and 3 settle rows that are equally far away and labels with equal votes.",
)
def test_random_grid(rng):
    for _ in range(20):
        rows = int(rng.integers(40, 200))
        data = pd.DataFrame(rng.integers(0, 6, size=(rows, 2)), columns=["x", "y"])
        data["label"] = [("ant", "bee", "cat")[i] for i in rng.integers(0, 3, size=rows)]
        k = int(rng.integers(1, 25))
        point = rng.integers(0, 6, size=2).tolist()
        assert single(kNN(k, data, point)) == brute_force(k, data, point)


@pytest.mark.case(name="string labels", hint="Labels need not be numbers.")
def test_string_labels():
    data = pd.DataFrame(
        {
            "height": [1.5, 1.6, 1.9, 2.0, 1.55],
            "label": ["short", "short", "tall", "tall", "short"],
        }
    )
    assert single(kNN(2, data, [1.97])) == "tall"
    assert single(kNN(3, data, [1.5])) == "short"


@pytest.mark.case(
    name="straight-line distance", hint="Is it the Euclidean distance, with squares under the root?"
)
def test_straight_line_distance():
    data = pd.DataFrame({"x": [3.0, 0.0], "y": [3.0, 5.0], "label": [1, 2]})
    assert single(kNN(1, data, [0, 0])) == 1


@pytest.mark.case(
    name="not the largest coordinate",
    hint="Every feature adds to the distance, not only one of them.",
)
def test_every_feature_counts():
    data = pd.DataFrame(
        {"a": [4.0, 5.0], "b": [4.0, 0.0], "c": [4.0, 0.0], "label": ["many", "one"]}
    )
    assert single(kNN(1, data, [0, 0, 0])) == "one"


@pytest.mark.parametrize(("k", "expected"), [(1, "a"), (3, "b"), (5, "a"), (9, "c")])
@pytest.mark.case(
    name="the answer depends on k", hint="Does exactly the number of rows vote that k says?"
)
def test_answer_depends_on_k(k, expected):
    data = pd.DataFrame(
        {"x": list(range(1, 10)), "label": ["a", "b", "b", "a", "a", "c", "c", "c", "c"]}
    )
    assert single(kNN(k, data, [0])) == expected


@pytest.mark.case(
    name="negative coordinates", hint="A distance does not depend on the sign of a difference."
)
def test_negative_coordinates():
    data = pd.DataFrame({"x": [-3, -4, 5, 6], "y": [-3, -3, 5, 4], "label": [-1, -1, 1, 1]})
    assert single(kNN(1, data, [-10, -10])) == -1
    assert single(kNN(2, data, [-3, -4])) == -1
    assert single(kNN(2, data, [7, 7])) == 1


@pytest.mark.case(
    name="integer and float columns together", hint="Columns of a table may have different types."
)
def test_mixed_columns():
    data = pd.DataFrame(
        {"age": [20, 21, 60], "score": [0.1, 0.3, 0.2], "label": ["young", "young", "old"]}
    )
    assert single(kNN(1, data, [58, 0.25])) == "old"
    assert single(kNN(1, data, [20, 0.25])) == "young"


@pytest.mark.case(name="twenty features", hint="The number of features is not fixed.")
def test_twenty_features(rng):
    data = pd.DataFrame(rng.normal(size=(50, 20)), columns=[f"f{i}" for i in range(20)])
    data["label"] = rng.integers(0, 4, size=50)
    for k in (1, 4, 9):
        point = rng.normal(size=20).tolist()
        assert single(kNN(k, data, point)) == brute_force(k, data, point)
