# mistake: takes the rows by label, so rows that share a label with a match come along
# caught-by: test_robustness.py::test_repeated_labels


def grades_colors(df_students):
    good = df_students["grade"] > 90
    color = df_students["favorite_color"].isin(["green", "red"])
    return df_students.loc[df_students.index[good & color].unique()]
