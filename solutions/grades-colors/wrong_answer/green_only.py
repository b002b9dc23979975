# mistake: `== ("green" or "red")` compares with green alone
# caught-by: test_correctness.py::test_both_colors, test_correctness.py::test_low_grade_red


def grades_colors(df_students):
    color = df_students["favorite_color"] == ("green" or "red")
    return df_students[(df_students["grade"] > 90) & color]
