# mistake: builds a new list for every item added, quadratic on any long list
# caught-by: test_scale.py::test_one_value_then_long_gap, test_scale.py::test_many_short_gaps


def fill_none(input_list):
    last = None
    result = []
    for value in input_list:
        if value is not None:
            last = value
        result = result + [last]
    return result
