# mistake: adds a helping column to the caller's frame
# caught-by: test_robustness.py::test_frame_unchanged


def grades_colors(df_students):
    good = df_students["grade"] > 90
    df_students["match"] = good & df_students["favorite_color"].isin(["green", "red"])
    return df_students[df_students["match"]].drop(columns="match")
