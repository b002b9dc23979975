# mistake: without parentheses the line becomes a chain of comparisons, which pandas refuses
# caught-by: test_correctness.py::test_both_colors, test_correctness.py::test_low_grades


def grades_colors(df_students):
    good = df_students[df_students["grade"] > 90]
    return good[good["favorite_color"] == "green" | good["favorite_color"] == "red"]
