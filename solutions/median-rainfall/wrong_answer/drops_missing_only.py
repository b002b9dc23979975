# mistake: dropna takes out the missing readings, but not the dry and the negative ones
# caught-by: test_correctness.py::test_dry_days_left_out, test_edges.py::test_negative_readings


def median_rainfall(df_rain):
    return df_rain.dropna(subset=["rainfall"])["rainfall"].median()
