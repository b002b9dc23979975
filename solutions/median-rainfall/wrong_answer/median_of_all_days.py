# mistake: the median of all days, dry ones included
# caught-by: test_correctness.py::test_dry_days_left_out, test_correctness.py::test_mostly_dry


def median_rainfall(df_rain):
    return df_rain["rainfall"].median()
