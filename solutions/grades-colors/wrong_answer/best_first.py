# mistake: sorts the students by grade
# caught-by: test_correctness.py::test_order_of_rows


def grades_colors(df_students):
    good = df_students["grade"] > 90
    color = df_students["favorite_color"].isin(["green", "red"])
    return df_students[good & color].sort_values("grade", ascending=False, kind="stable")
