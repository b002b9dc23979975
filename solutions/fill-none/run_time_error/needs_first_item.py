# mistake: reads the first item before looking whether there is one
# caught-by: test_edges.py::test_empty_list


def fill_none(input_list):
    last = input_list[0]
    result = []
    for value in input_list:
        if value is not None:
            last = value
        result.append(last)
    return result
