# mistake: grows the result row by row with concat, which copies it every time
# caught-by: test_scale.py::test_large_school
import pandas as pd


def grades_colors(df_students):
    result = df_students.iloc[:0]
    for row in range(len(df_students)):
        student = df_students.iloc[[row]]
        good = student["grade"].iloc[0] > 90
        if good and student["favorite_color"].iloc[0] in ("green", "red"):
            result = pd.concat([result, student])
    return result
