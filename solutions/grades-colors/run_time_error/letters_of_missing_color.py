# mistake: measures the text of every colour, and a missing colour has none
# caught-by: test_edges.py::test_missing_color, test_robustness.py::test_frame_unchanged


def grades_colors(df_students):
    keep = []
    pairs = zip(df_students["grade"], df_students["favorite_color"], strict=True)
    for row, (grade, color) in enumerate(pairs):
        short = len(color) <= 5
        if grade > 90 and short and color in ("green", "red"):
            keep.append(row)
    return df_students.iloc[keep]
