# mistake: turns the readings into integers first, so less than 1 mm is no rain
# caught-by: test_edges.py::test_two_rainy_days, test_edges.py::test_tiny_amounts


def median_rainfall(df_rain):
    amounts = df_rain["rainfall"].dropna()
    return amounts[amounts.astype(int) > 0].median()
