# mistake: `color == "green" or "red"` is true for every colour
# caught-by: test_correctness.py::test_other_colors, test_edges.py::test_missing_color


def grades_colors(df_students):
    keep = []
    for row in range(len(df_students)):
        color = df_students["favorite_color"].iloc[row]
        if df_students["grade"].iloc[row] > 90 and (color == "green" or "red"):
            keep.append(row)
    return df_students.iloc[keep]
