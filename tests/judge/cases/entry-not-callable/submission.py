act = 42
