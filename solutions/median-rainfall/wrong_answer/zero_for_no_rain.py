# mistake: returns 0 when no day is rainy
# caught-by: test_edges.py::test_no_rainy_day


def median_rainfall(df_rain):
    rainy = df_rain.loc[df_rain["rainfall"] > 0, "rainfall"]
    return 0.0 if rainy.empty else rainy.median()
