# mistake: removes the smallest value again and again, quadratic
# caught-by: test_scale.py::test_long_record


def median_rainfall(df_rain):
    rainy = [float(amount) for amount in df_rain["rainfall"] if amount > 0]
    if not rainy:
        return float("nan")
    while len(rainy) > 2:
        rainy.remove(min(rainy))
        rainy.remove(max(rainy))
    return sum(rainy) / len(rainy)
