# planted: test_returns_none, test_stable, test_reverse_keeps_ties
"""Sorting by hand.  insertion_sort returns the list; selection and reverse are not stable."""


def identity(item):
    return item


def insertion_sort(items, key=identity, reverse=False):
    for end in range(1, len(items)):
        index = end
        while index and (
            key(items[index]) >= key(items[index - 1]) if reverse else key(items[index]) < key(items[index - 1])
        ):
            items[index], items[index - 1] = items[index - 1], items[index]
            index -= 1
    return items


def selection_sort(items, key=identity):
    for start in range(len(items)):
        low = min(range(start, len(items)), key=lambda i: key(items[i]))
        items[start], items[low] = items[low], items[start]


def merge_sorted(items, key=identity):
    if len(items) < 2:
        return list(items)
    middle = len(items) // 2
    left, right = merge_sorted(items[:middle], key), merge_sorted(items[middle:], key)
    result = []
    while left and right:
        result.append((right if key(right[0]) < key(left[0]) else left).pop(0))
    return result + left + right


def sort_rows(rows, *columns):
    rows.sort(key=lambda row: [row[column] for column in columns])


def reverse_part(items, start, stop):
    items[start:stop] = items[start:stop][::-1]


def partition(items, predicate):
    yes = [item for item in items if predicate(item)]
    no = [item for item in items if not predicate(item)]
    items[:] = yes + no
    return len(yes)


def shuffle_keys(mapping):
    for key in sorted(mapping):
        mapping[key] = mapping.pop(key)
