from __future__ import annotations

import pandas as pd


def grades_colors(df_students: pd.DataFrame) -> pd.DataFrame:
    """Return the students with a grade above 90 and the favourite colour green or red.

    The frame has the columns `grade` and `favorite_color`. The result keeps all columns,
    the order of the rows and their index labels.

    >>> students = pd.DataFrame({"grade": [95, 99], "favorite_color": ["red", "blue"]})
    >>> grades_colors(students)
       grade favorite_color
    0     95            red
    """
    raise NotImplementedError
