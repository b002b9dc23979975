# mistake: returns the two columns of the conditions only
# caught-by: test_robustness.py::test_all_columns, test_edges.py::test_nobody_fits


def grades_colors(df_students):
    narrow = df_students[["grade", "favorite_color"]]
    return narrow[(narrow["grade"] > 90) & narrow["favorite_color"].isin(["green", "red"])]
