# mistake: `>=` lets a grade of exactly 90 in
# caught-by: test_edges.py::test_exactly_ninety, test_edges.py::test_just_above_ninety


def grades_colors(df_students):
    good = df_students["grade"] >= 90
    return df_students[good & df_students["favorite_color"].isin(["green", "red"])]
