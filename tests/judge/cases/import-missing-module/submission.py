import no_such_module  # noqa: F401 - its absence is the point


def act(name):
    return 42
