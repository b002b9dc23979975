# mistake: walks over whole rows as one array, which turns integer labels into floats
# caught-by: test_robustness.py::test_integer_label_type
import math


def kNN(k, data, new_point):
    point = [float(value) for value in new_point]
    ranked = []
    for position, row in enumerate(data.to_numpy().tolist()):
        distance = math.dist([float(value) for value in row[:-1]], point)
        if not math.isnan(distance):
            ranked.append((distance, position, row[-1]))
    voters = [label for _, _, label in sorted(ranked)[:k]]
    votes = {}
    for label in voters:
        votes[label] = votes.get(label, 0) + 1
    most = max(votes.values())
    return min(label for label, count in votes.items() if count == most)
