# mistake: `and` asks a whole column for one truth value, which pandas refuses
# caught-by: test_correctness.py::test_both_colors, test_edges.py::test_exactly_ninety


def grades_colors(df_students):
    return df_students[
        df_students["grade"] > 90 and df_students["favorite_color"].isin(["green", "red"])
    ]
