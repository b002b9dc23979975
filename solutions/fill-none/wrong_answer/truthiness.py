# mistake: asks `if not value`, so zero, False and empty values count as missing
# caught-by: test_edges.py::test_falsy_value, test_edges.py::test_falsy_value_first


def fill_none(input_list):
    last = None
    result = []
    for value in input_list:
        if not value:
            result.append(last)
        else:
            result.append(value)
            last = value
    return result
