# mistake: drops leading None, so the answer is shorter than the input
# caught-by: test_edges.py::test_leading_none, test_edges.py::test_only_none


def fill_none(input_list):
    result = []
    for value in input_list:
        if value is not None:
            result.append(value)
        elif result:
            result.append(result[-1])
    return result
