# mistake: `!= 0` keeps negative readings
# caught-by: test_edges.py::test_negative_readings, test_edges.py::test_no_rainy_day


def median_rainfall(df_rain):
    return df_rain[df_rain["rainfall"] != 0]["rainfall"].median()
