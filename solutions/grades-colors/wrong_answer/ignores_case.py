# mistake: turns the colours into small letters before comparing
# caught-by: test_edges.py::test_other_case


def grades_colors(df_students):
    color = df_students["favorite_color"].str.lower()
    return df_students[(df_students["grade"] > 90) & color.isin(["green", "red"])]
