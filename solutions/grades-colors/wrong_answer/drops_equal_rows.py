# mistake: drop_duplicates removes students with the same values
# caught-by: test_edges.py::test_equal_rows


def grades_colors(df_students):
    good = df_students["grade"] > 90
    color = df_students["favorite_color"].isin(["green", "red"])
    return df_students[good & color].drop_duplicates()
