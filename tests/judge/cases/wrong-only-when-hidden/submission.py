def act(name):
    return 42 if name == "public" else None
