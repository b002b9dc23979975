# mistake: strips spaces around the colours before comparing
# caught-by: test_edges.py::test_spaces


def grades_colors(df_students):
    color = df_students["favorite_color"].str.strip()
    return df_students[(df_students["grade"] > 90) & color.isin(["green", "red"])]
