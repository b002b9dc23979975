# mistake: copies the largest value so far instead of the most recent one
# caught-by: test_correctness.py::test_each_gap_takes_nearest, test_correctness.py::test_falling_values


def fill_none(input_list):
    best = None
    result = []
    for value in input_list:
        if value is None:
            result.append(best)
            continue
        result.append(value)
        if not isinstance(best, int | float) or not isinstance(value, int | float) or value > best:
            best = value
    return result
