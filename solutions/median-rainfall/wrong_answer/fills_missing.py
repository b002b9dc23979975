# mistake: fills missing readings with the day before instead of leaving them out
# caught-by: test_edges.py::test_missing_readings


def median_rainfall(df_rain):
    amounts = df_rain["rainfall"].ffill()
    return amounts[amounts > 0].median()
