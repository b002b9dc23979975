def act(name):
    return 42


del act
