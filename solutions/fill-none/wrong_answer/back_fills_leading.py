# mistake: fills leading None with the first value that comes after them
# caught-by: test_edges.py::test_leading_none, test_correctness.py::test_random_lists_after_leading_none


def fill_none(input_list):
    last = next((value for value in input_list if value is not None), None)
    result = []
    for value in input_list:
        if value is not None:
            last = value
        result.append(last)
    return result
