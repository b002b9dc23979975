def acts(name):
    return 42


def other():
    return 0
