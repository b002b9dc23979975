# mistake: lets pandas choose the dtype, so whole numbers with gaps become floats and leading None becomes NaN
# caught-by: test_edges.py::test_leading_none, test_edges.py::test_nan_is_a_value
import pandas as pd


def fill_none(input_list):
    return pd.Series(input_list).ffill().tolist()
