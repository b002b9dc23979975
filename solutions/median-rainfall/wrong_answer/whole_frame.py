# mistake: drops every row with a missing value in any column
# caught-by: test_correctness.py::test_other_columns


def median_rainfall(df_rain):
    complete = df_rain.dropna()
    return complete.loc[complete["rainfall"] > 0, "rainfall"].median()
