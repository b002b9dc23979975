# mistake: knows the printed examples and nothing else
# caught-by: test_correctness.py::test_odd_count, test_correctness.py::test_random_days


def median_rainfall(df_rain):
    answers = {(0.0, 5.0, 0.0, 1.0, 3.0): 3.0, (4.0, 0.0, 10.0): 7.0}
    return answers.get(tuple(df_rain["rainfall"]), float("nan"))
