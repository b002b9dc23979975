# mistake: takes the middle of the rainy days without sorting them
# caught-by: test_correctness.py::test_unsorted, test_correctness.py::test_random_days


def median_rainfall(df_rain):
    rainy = [float(amount) for amount in df_rain["rainfall"] if amount > 0]
    if not rainy:
        return float("nan")
    half = len(rainy) // 2
    return rainy[half] if len(rainy) % 2 else (rainy[half - 1] + rainy[half]) / 2
