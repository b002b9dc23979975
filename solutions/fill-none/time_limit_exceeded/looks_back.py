# mistake: walks back from every None to the value before it, quadratic on a long gap
# caught-by: test_scale.py::test_one_value_then_long_gap


def fill_none(input_list):
    result = []
    for i in range(len(input_list)):
        j = i
        while j > 0 and input_list[j] is None:
            j -= 1
        result.append(input_list[j])
    return result
