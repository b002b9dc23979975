# mistake: gives the middle value of an integer column back as an integer
# caught-by: test_robustness.py::test_returns_a_float
from statistics import median


def median_rainfall(df_rain):
    rainy = [amount for amount in df_rain["rainfall"].tolist() if amount > 0]
    return median(rainy) if rainy else float("nan")
