# mistake: asks for grades that are not 90 or less, and a missing grade is neither
# caught-by: test_edges.py::test_missing_grade


def grades_colors(df_students):
    low = df_students["grade"] <= 90
    return df_students[~low & df_students["favorite_color"].isin(["green", "red"])]
