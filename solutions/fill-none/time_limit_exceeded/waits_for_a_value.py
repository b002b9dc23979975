# mistake: looks for the first value without end, and hangs when the list holds only None
# caught-by: test_edges.py::test_only_none


def fill_none(input_list):
    if not input_list:
        return []
    start = 0
    while input_list[start % len(input_list)] is None:
        start += 1
    result = list(input_list)
    for i in range(start + 1, len(result)):
        if result[i] is None:
            result[i] = result[i - 1]
    return result
