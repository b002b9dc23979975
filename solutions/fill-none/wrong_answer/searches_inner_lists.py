# mistake: fills None inside inner lists and dictionaries too
# caught-by: test_robustness.py::test_nested_list


def fill_none(input_list):
    last = None
    result = []
    for value in input_list:
        if isinstance(value, list):
            value = fill_none(value)
        elif isinstance(value, dict):
            value = dict(zip(value, fill_none(list(value.values())), strict=True))
        if value is not None:
            last = value
        result.append(last)
    return result
