# style: plain Python, sorted (distance, position) pairs
import math
from collections import Counter


def kNN(k, data, new_point):
    """Return the label that most of the k rows nearest to new_point have."""
    point = [float(value) for value in new_point]
    columns = [data[name].astype(float).tolist() for name in data.columns[:-1]]
    labels = data["label"].tolist()
    distances = (
        (math.dist(row, point), position) for position, row in enumerate(zip(*columns, strict=True))
    )
    nearest = sorted(pair for pair in distances if not math.isnan(pair[0]))[:k]
    votes = Counter(labels[position] for _, position in nearest)
    most = max(votes.values())
    return min(label for label, count in votes.items() if count == most)
