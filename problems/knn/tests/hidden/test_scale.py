"""Large tables under the time limit."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from knn import kNN

pytestmark = pytest.mark.case(group="scale")

ROWS = 120_000


def large_table(rng: np.random.Generator) -> tuple[pd.DataFrame, np.ndarray]:
    """A shuffled table whose distances from the origin are all different, and its ranking."""
    place = rng.permutation(ROWS)
    data = pd.DataFrame({"x": place, "y": -2.0 * place, "label": rng.integers(0, 3, size=ROWS)})
    return data, np.argsort(place)


def check(result: object, labels: np.ndarray) -> None:
    assert isinstance(result, (int, float, np.generic))
    assert int(result) == int(np.bincount(labels).argmax())


@pytest.mark.case(
    name="many rows", hint="Compute the distances of all rows in one array operation."
)
def test_many_rows(rng):
    data, ranking = large_table(rng)
    check(kNN(7, data, [0, 0]), data["label"].to_numpy()[ranking[:7]])


@pytest.mark.case(
    name="many rows, many neighbours",
    hint="Do you search the whole table again for every neighbour?",
)
def test_many_neighbours(rng):
    data, ranking = large_table(rng)
    k = ROWS // 2 + 1
    check(kNN(k, data, [0, 0]), data["label"].to_numpy()[ranking[:k]])
