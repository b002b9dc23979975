from solution import act  # noqa: F401 - nothing is tested
