def act(name):
    raise NotImplementedError
