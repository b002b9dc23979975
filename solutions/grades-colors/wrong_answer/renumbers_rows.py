# mistake: resets the index, so the labels of the students are lost
# caught-by: test_robustness.py::test_index_labels, test_robustness.py::test_repeated_labels


def grades_colors(df_students):
    good = df_students["grade"] > 90
    color = df_students["favorite_color"].isin(["green", "red"])
    return df_students[good & color].reset_index(drop=True)
