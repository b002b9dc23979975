# mistake: knows the printed examples and nothing else
# caught-by: test_correctness.py::test_long_gap, test_correctness.py::test_random_lists


def fill_none(input_list):
    answers = {
        (1, None, 3): [1, 1, 3],
        (4, None, None, 7, None): [4, 4, 4, 7, 7],
        (None, 2, None): [None, 2, 2],
    }
    for question, answer in answers.items():
        if list(question) == input_list:
            return answer
    return list(input_list)
