# mistake: looks for the word anywhere in the colour's name
# caught-by: test_edges.py::test_longer_names, test_edges.py::test_spaces


def grades_colors(df_students):
    color = df_students["favorite_color"].str.contains("green|red", na=False)
    return df_students[(df_students["grade"] > 90) & color]
