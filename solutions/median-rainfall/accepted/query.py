# style: pandas method chain with query
import pandas as pd


def median_rainfall(df_rain: pd.DataFrame) -> float:
    return float(df_rain.query("rainfall > 0")["rainfall"].median())
