# mistake: takes the upper of the two middle values when their number is even
# caught-by: test_correctness.py::test_even_count, test_edges.py::test_two_rainy_days


def median_rainfall(df_rain):
    rainy = sorted(df_rain.loc[df_rain["rainfall"] > 0, "rainfall"].tolist())
    return float(rainy[len(rainy) // 2]) if rainy else float("nan")
