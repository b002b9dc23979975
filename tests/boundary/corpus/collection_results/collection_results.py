"""Results from the collections module."""

from collections import ChainMap, Counter, OrderedDict, defaultdict, deque, namedtuple

Point = namedtuple("Point", "x y")


def word_count(text):
    return Counter(text.lower().split())


def index(words):
    table = defaultdict(list)
    for word in words:
        table[word[0]].append(word)
    return table


def sort_items(mapping, key=None):
    return OrderedDict(sorted(mapping.items(), key=key))


def last(values, size):
    return deque(values, maxlen=size)


def rotate(queue, steps):
    queue.rotate(steps)
    return queue


def center(points):
    points = list(points)
    return Point(sum(p.x for p in points) / len(points), sum(p.y for p in points) / len(points))


def settings(*layers):
    return dict(ChainMap(*layers))


def tally(counter, item):
    counter[item] += 1


def remember(table, key, value):
    table[key].append(value)
