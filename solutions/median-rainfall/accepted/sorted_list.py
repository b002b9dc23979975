# style: plain Python, a sorted list
def median_rainfall(df_rain):
    rainy = sorted(amount for amount in df_rain["rainfall"].tolist() if amount > 0)
    if not rainy:
        return float("nan")
    half = len(rainy) // 2
    if len(rainy) % 2 == 1:
        return float(rainy[half])
    return (rainy[half - 1] + rainy[half]) / 2
