# mistake: `>= 0` keeps the dry days
# caught-by: test_correctness.py::test_dry_days_left_out, test_edges.py::test_no_rainy_day


def median_rainfall(df_rain):
    return df_rain[df_rain["rainfall"] >= 0]["rainfall"].median()
