from __future__ import annotations

import pandas as pd


def median_rainfall(df_rain: pd.DataFrame) -> float:
    """Return the median of the column `rainfall` over the days with rain, NaN if there are none.

    >>> median_rainfall(pd.DataFrame({"rainfall": [0.0, 5.0, 0.0, 1.0, 3.0]}))
    3.0
    """
    raise NotImplementedError
