# style: NumPy, selection without a full sort
import numpy as np


def median_rainfall(df_rain):
    readings = df_rain["rainfall"].to_numpy(dtype=float)
    rainy = readings[readings > 0]
    if rainy.size == 0:
        return np.nan
    low, high = (rainy.size - 1) // 2, rainy.size // 2
    ordered = np.partition(rainy, [low, high])
    return (ordered[low] + ordered[high]) / 2
