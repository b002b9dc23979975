# style: pandas query, the conditions as a text
import pandas as pd


def grades_colors(df_students: pd.DataFrame) -> pd.DataFrame:
    return df_students.query("grade > 90 and favorite_color in ['green', 'red']")
