# mistake: statistics.median raises when no day is rainy
# caught-by: test_edges.py::test_no_rainy_day
from statistics import median


def median_rainfall(df_rain):
    return float(median(amount for amount in df_rain["rainfall"] if amount > 0))
