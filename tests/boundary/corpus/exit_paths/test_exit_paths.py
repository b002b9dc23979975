import sys

import pytest
from exit_paths import broken, closing, depth_of, endless, finished, guarded, interrupted, main, stop


def test_normal():
    assert main([]) == 0


def test_exit_without_code():
    with pytest.raises(SystemExit) as err:
        main(["--help"])
    assert err.value.code is None


def test_exit_with_text():
    with pytest.raises(SystemExit, match="version 1.2") as err:
        main(["--version"])
    assert err.value.code == "version 1.2"


def test_exit_code_of_bad_input():
    with pytest.raises(SystemExit) as err:
        main(["--bad"])
    assert err.value.code == 2


def test_recursion():
    with pytest.raises(RecursionError):
        endless()


def test_recursion_is_fine_afterwards():
    with pytest.raises(RecursionError):
        endless()
    assert depth_of(100) == 100


def test_stop_iteration():
    with pytest.raises(StopIteration) as err:
        stop()
    assert err.value.args == ("done",)
    assert err.value.value == "done"


def test_stop_iteration_value():
    steps = finished()
    next(steps)
    with pytest.raises(StopIteration) as err:
        next(steps)
    assert err.value.value == "the end"


def test_stop_inside_generator():
    with pytest.raises(RuntimeError, match="generator raised StopIteration"):
        list(broken())


def test_keyboard_interrupt():
    with pytest.raises(KeyboardInterrupt):
        interrupted()


def test_exit_in_callback_is_caught_inside():
    assert guarded(lambda: sys.exit(7)) == "exit 7"


def test_generator_exit():
    with pytest.raises(GeneratorExit):
        closing()
