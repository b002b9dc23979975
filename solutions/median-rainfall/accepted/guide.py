# style: vectorised pandas, a mask and the median


def median_rainfall(df_rain):
    rainy_days = df_rain[df_rain["rainfall"] > 0]
    return rainy_days["rainfall"].median()
