# mistake: copies the item just before in the input, which may be None itself
# caught-by: test_correctness.py::test_long_gap, test_scale.py::test_one_value_then_long_gap


def fill_none(input_list):
    result = []
    for i, value in enumerate(input_list):
        if value is None and i > 0:
            result.append(input_list[i - 1])
        else:
            result.append(value)
    return result
