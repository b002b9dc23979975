# mistake: keeps the last value in a default argument, so it survives into the next call
# caught-by: test_robustness.py::test_calls_are_independent, test_correctness.py::test_random_lists_after_leading_none


def fill_none(input_list, last=[None]):
    result = []
    for value in input_list:
        if value is not None:
            last[0] = value
        result.append(last[0])
    return result
