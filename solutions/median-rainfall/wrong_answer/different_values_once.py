# mistake: drop_duplicates counts days with the same rainfall once
# caught-by: test_edges.py::test_equal_readings


def median_rainfall(df_rain):
    amounts = df_rain["rainfall"].drop_duplicates()
    return amounts[amounts > 0].median()
