# mistake: one recursive call per item, so a long list passes the recursion limit
# caught-by: test_scale.py::test_one_value_then_long_gap, test_scale.py::test_many_short_gaps


def fill_none(input_list):
    result = []

    def fill_from(position, last):
        if position == len(input_list):
            return
        value = input_list[position]
        last = last if value is None else value
        result.append(last)
        fill_from(position + 1, last)

    fill_from(0, None)
    return result
