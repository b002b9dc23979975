# mistake: puts the green students before the red ones
# caught-by: test_correctness.py::test_order_of_rows
import pandas as pd


def grades_colors(df_students):
    good = df_students[df_students["grade"] > 90]
    green = good[good["favorite_color"] == "green"]
    red = good[good["favorite_color"] == "red"]
    return pd.concat([green, red])
