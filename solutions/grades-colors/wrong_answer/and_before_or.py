# mistake: & comes before |, so every student with red stays, whatever the grade
# caught-by: test_correctness.py::test_low_grades, test_correctness.py::test_low_grade_red


def grades_colors(df_students):
    good = df_students["grade"] > 90
    color = df_students["favorite_color"]
    return df_students[good & (color == "green") | (color == "red")]
