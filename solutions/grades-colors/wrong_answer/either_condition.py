# mistake: | instead of &, so one of the two conditions is enough
# caught-by: test_correctness.py::test_other_colors, test_correctness.py::test_low_grades


def grades_colors(df_students):
    color = df_students["favorite_color"].isin(["green", "red"])
    return df_students[(df_students["grade"] > 90) | color]
