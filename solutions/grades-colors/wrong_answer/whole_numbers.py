# mistake: rounds the grades down before comparing, so 90.5 is left out
# caught-by: test_edges.py::test_just_above_ninety


def grades_colors(df_students):
    color = df_students["favorite_color"].isin(["green", "red"])
    return df_students[(df_students["grade"] // 1 > 90) & color]
