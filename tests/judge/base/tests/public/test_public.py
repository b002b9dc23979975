from act import act


def test_public():
    assert act("public") == 42
