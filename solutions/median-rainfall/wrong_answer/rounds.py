# mistake: rounds the median to one decimal
# caught-by: test_edges.py::test_two_rainy_days, test_edges.py::test_tiny_amounts


def median_rainfall(df_rain):
    return round(float(df_rain.loc[df_rain["rainfall"] > 0, "rainfall"].median()), 1)
