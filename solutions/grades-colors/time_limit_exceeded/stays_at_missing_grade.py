# mistake: goes on to the next row for low and for high grades, and hangs at a missing one
# caught-by: test_edges.py::test_missing_grade, test_robustness.py::test_frame_unchanged


def grades_colors(df_students):
    grades = df_students["grade"].tolist()
    colors = df_students["favorite_color"].tolist()
    keep = []
    row = 0
    while row < len(grades):
        if grades[row] <= 90:
            row += 1
        elif grades[row] > 90:
            if colors[row] in ("green", "red"):
                keep.append(row)
            row += 1
    return df_students.iloc[keep]
