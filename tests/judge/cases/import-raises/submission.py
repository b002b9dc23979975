1 / 0

def act(name):
    return 42
