# mistake: without parentheses & binds tighter than >, so the grade is compared with 90 & colour
# caught-by: test_correctness.py::test_other_colors, test_correctness.py::test_low_grades


def grades_colors(df_students):
    return df_students[
        df_students["grade"] > 90 & df_students["favorite_color"].isin(["green", "red"])
    ]
