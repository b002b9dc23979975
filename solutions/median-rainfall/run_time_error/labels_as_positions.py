# mistake: reads the rows by the labels 0, 1, 2 ..., which other indexes do not have
# caught-by: test_robustness.py::test_index_of_dates, test_robustness.py::test_repeated_labels
import pandas as pd


def median_rainfall(df_rain):
    amounts = df_rain["rainfall"]
    rainy = []
    for i in range(len(amounts)):
        if amounts[i] > 0:
            rainy.append(amounts[i])
    return float(pd.Series(rainy, dtype=float).median())
