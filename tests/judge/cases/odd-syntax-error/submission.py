error = SyntaxError("made up")
error.filename, error.lineno, error.offset, error.text = "act.py", "x", [1], 2
raise error
