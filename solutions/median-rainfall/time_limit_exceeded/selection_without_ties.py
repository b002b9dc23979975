# mistake: quickselect splits at the mean and never gets smaller when all values left are equal
# caught-by: test_edges.py::test_equal_readings


def _smallest(values, rank):
    while len(values) > 1:
        pivot = sum(values) / len(values)
        low = [value for value in values if value <= pivot]
        high = [value for value in values if value > pivot]
        if rank < len(low):
            values = low
        else:
            rank -= len(low)
            values = high
    return values[0]


def median_rainfall(df_rain):
    rainy = [float(amount) for amount in df_rain["rainfall"] if amount > 0]
    if not rainy:
        return float("nan")
    low, high = (len(rainy) - 1) // 2, len(rainy) // 2
    return (_smallest(rainy, low) + _smallest(rainy, high)) / 2
