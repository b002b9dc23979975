# mistake: fills leading None with 0
# caught-by: test_edges.py::test_leading_none, test_edges.py::test_only_none


def fill_none(input_list):
    last = 0
    result = []
    for value in input_list:
        if value is not None:
            last = value
        result.append(last)
    return result
