number = int(input())

def act(name):
    return 42
