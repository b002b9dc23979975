# mistake: compares the printed form, so the text "None" counts as missing
# caught-by: test_edges.py::test_text_none


def fill_none(input_list):
    last = None
    result = []
    for value in input_list:
        if str(value) != "None":
            last = value
        result.append(last)
    return result
