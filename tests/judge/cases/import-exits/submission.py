import sys


def act(name):
    return 42


sys.exit(0)
