# mistake: `== "green" or "red"` asks a whole column for one truth value, which pandas refuses
# caught-by: test_correctness.py::test_both_colors, test_correctness.py::test_other_colors


def grades_colors(df_students):
    good = df_students["grade"] > 90
    return df_students[good & (df_students["favorite_color"] == "green" or "red")]
