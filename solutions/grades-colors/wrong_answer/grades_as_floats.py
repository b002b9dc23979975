# mistake: where() turns the whole numbers into floats
# caught-by: test_robustness.py::test_dtypes


def grades_colors(df_students):
    good = df_students["grade"] > 90
    color = df_students["favorite_color"].isin(["green", "red"])
    keep = (good & color).to_numpy()
    result = df_students.where(good & color, axis=0)
    return result[keep]
