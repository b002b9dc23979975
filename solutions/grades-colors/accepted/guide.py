# style: vectorised pandas, two masks joined by &


def grades_colors(df_students):
    return df_students[
        (df_students["grade"] > 90) & (df_students["favorite_color"].isin(["green", "red"]))
    ]
