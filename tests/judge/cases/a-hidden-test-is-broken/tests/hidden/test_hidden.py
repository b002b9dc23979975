from solution import act


def test_broken():
    assert act_it("hidden") == 42  # noqa: F821 - the mistake


def test_hidden():
    assert act("hidden") == 42
