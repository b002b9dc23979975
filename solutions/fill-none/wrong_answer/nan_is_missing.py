# mistake: pandas forward fill treats NaN as missing as well
# caught-by: test_edges.py::test_nan_is_a_value
import pandas as pd


def fill_none(input_list):
    return pd.Series(input_list, dtype=object).ffill().tolist()
