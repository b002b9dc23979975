# style: plain Python loop over two columns, rows taken by position
COLORS = {"green", "red"}


def grades_colors(df_students):
    pairs = zip(df_students["grade"], df_students["favorite_color"], strict=True)
    keep = [row for row, (grade, color) in enumerate(pairs) if grade > 90 and color in COLORS]
    return df_students.iloc[keep]
