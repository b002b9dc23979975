# mistake: result[i - 1] at i = 0 reads the last item, so a leading None takes the value of the end
# caught-by: test_edges.py::test_leading_none


def fill_none(input_list):
    result = list(input_list)
    for i in range(len(result)):
        if result[i] is None:
            result[i] = result[i - 1]
    return result
