# mistake: the mean of the rainy days instead of the median
# caught-by: test_correctness.py::test_one_heavy_storm, test_edges.py::test_tiny_amounts


def median_rainfall(df_rain):
    return df_rain.loc[df_rain["rainfall"] > 0, "rainfall"].mean()
