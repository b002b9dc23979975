from solution import act


def test_hidden():
    assert act("hidden") == 42
