# planted: test_exit_code_of_bad_input, test_stop_iteration_value
"""Leaving early: exits, endless recursion, StopIteration.  One exit code and one value are wrong."""

import sys


def main(arguments):
    if "--help" in arguments:
        sys.exit()
    if "--version" in arguments:
        sys.exit("version 1.2")
    if "--bad" in arguments:
        raise SystemExit(1)
    return 0


def endless(depth=0):
    return endless(depth + 1)


def depth_of(limit):
    return 0 if limit == 0 else 1 + depth_of(limit - 1)


def stop():
    raise StopIteration("done")


def finished():
    def steps():
        yield 1
        return "finished"

    return steps()


def interrupted():
    raise KeyboardInterrupt


def broken():
    yield 1
    raise StopIteration("inside")


def guarded(function):
    try:
        return function()
    except SystemExit as error:
        return f"exit {error.code}"
    except RecursionError:
        return "too deep"


def closing():
    raise GeneratorExit("closed")
