# mistake: fills the caller's list in place and returns it
# caught-by: test_robustness.py::test_input_unchanged


def fill_none(input_list):
    for i in range(1, len(input_list)):
        if input_list[i] is None:
            input_list[i] = input_list[i - 1]
    return input_list
