# mistake: searches the whole list again for every neighbour, O(n k)
# caught-by: test_scale.py::test_many_neighbours
import math
from collections import Counter


def kNN(k, data, new_point):
    point = [float(value) for value in new_point]
    columns = [data[name].astype(float).tolist() for name in data.columns[:-1]]
    labels = data["label"].tolist()
    remaining = [
        (math.dist(row, point), position) for position, row in enumerate(zip(*columns, strict=True))
    ]
    remaining = [pair for pair in remaining if not math.isnan(pair[0])]
    votes = Counter()
    for _ in range(min(k, len(remaining))):
        nearest = min(remaining)
        remaining.remove(nearest)
        votes[labels[nearest[1]]] += 1
    most = max(votes.values())
    return min(label for label, count in votes.items() if count == most)
