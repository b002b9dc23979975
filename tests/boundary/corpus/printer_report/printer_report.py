"""Functions that print to stdout and stderr."""

import sys


def hello(name="World"):
    print(f"Hello, {name}!")


def table(rows, sep="\t"):
    for row in rows:
        print(*row, sep=sep)
    return len(rows)


def progress(steps):
    for step in range(1, steps + 1):
        print(step, end="." if step < steps else "\n")
        yield step


def warn(message):
    print(f"warning: {message}", file=sys.stderr)


def both():
    print("out")
    print("err", file=sys.stderr)
    sys.stdout.write("no newline")
    return "value"


def print_then_fail():
    print("about to fail")
    raise ValueError("failed")


def ask(read):
    print("asking")
    answer = read("name? ")
    print(f"got {answer}")
    return answer


class Logger:
    def __init__(self, prefix):
        self.prefix = prefix
        print(f"{prefix} created")

    def __str__(self):
        print("in str")
        return self.prefix

    def log(self, *words):
        print(self.prefix, *words)
        return self


def silent():
    return None


def bottles(start):
    print("\n\n".join(f"{n} green bottle{'s' * (n != 1)}" for n in range(start, 0, -1)))
