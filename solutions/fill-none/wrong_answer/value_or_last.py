# mistake: `value or last` replaces falsy values too
# caught-by: test_edges.py::test_falsy_value


def fill_none(input_list):
    last = None
    result = []
    for value in input_list:
        last = value or last
        result.append(last)
    return result
