# style: pandas in two steps, each with a mask of its own
def grades_colors(df_students):
    good = df_students.loc[df_students["grade"].gt(90)]
    color = good["favorite_color"]
    return good.loc[color.eq("green") | color.eq("red")].copy()
