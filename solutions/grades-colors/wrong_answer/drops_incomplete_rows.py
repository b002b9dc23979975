# mistake: dropna also removes students with a missing value in another column
# caught-by: test_robustness.py::test_missing_in_other_column


def grades_colors(df_students):
    complete = df_students.dropna()
    color = complete["favorite_color"].isin(["green", "red"])
    return complete[(complete["grade"] > 90) & color]
