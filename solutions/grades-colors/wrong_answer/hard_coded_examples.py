# mistake: picks the rows of the printed examples and nothing else
# caught-by: test_correctness.py::test_both_colors, test_correctness.py::test_random_classes


def grades_colors(df_students):
    answers = {(95, 99, 88, 91): [0, 3], (70, 93): [1]}
    return df_students.iloc[answers.get(tuple(df_students["grade"]), [])]
