# mistake: drops the dry days from the caller's frame
# caught-by: test_robustness.py::test_frame_unchanged


def median_rainfall(df_rain):
    rainy = (df_rain["rainfall"] > 0).to_numpy()
    df_rain.reset_index(drop=True, inplace=True)
    df_rain.drop(index=df_rain.index[~rainy], inplace=True)
    return df_rain["rainfall"].median()
