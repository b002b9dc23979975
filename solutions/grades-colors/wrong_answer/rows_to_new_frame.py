# mistake: collects the rows in a list, so with no match the columns and their dtypes are lost
# caught-by: test_edges.py::test_nobody_fits, test_robustness.py::test_dtypes_when_nobody_fits
import pandas as pd


def grades_colors(df_students):
    rows, labels = [], []
    for label, row in zip(df_students.index, df_students.to_dict("records"), strict=True):
        if row["grade"] > 90 and row["favorite_color"] in ("green", "red"):
            rows.append(row)
            labels.append(label)
    return pd.DataFrame(rows, index=labels)
