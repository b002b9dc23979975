# style: one loop that remembers the last value


def fill_none(input_list):
    prev_value = None
    result = []
    for value in input_list:
        if value is None:
            result.append(prev_value)
        else:
            result.append(value)
            prev_value = value
    return result
