def act(name):
    return 42


compile('1 +', 'other.py', 'exec')
