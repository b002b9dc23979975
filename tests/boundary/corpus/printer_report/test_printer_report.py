import contextlib
import io

import pytest
from printer_report import (
    Logger, ask, bottles, both, hello, print_then_fail, progress, silent, table, warn,
)


def test_hello(capsys):
    hello()
    assert capsys.readouterr().out == "Hello, World!\n"


def test_two_reads(capsys):
    hello("A")
    first = capsys.readouterr()
    hello("B")
    assert (first.out, capsys.readouterr().out) == ("Hello, A!\n", "Hello, B!\n")


def test_redirect():
    target = io.StringIO()
    with contextlib.redirect_stdout(target):
        count = table([(1, "a"), (2.5, None)], sep="|")
    assert count == 2
    assert target.getvalue() == "1|a\n2.5|None\n"


def test_stderr(capsys):
    warn("hot")
    captured = capsys.readouterr()
    assert captured.out == ""
    assert captured.err == "warning: hot\n"


def test_redirect_stderr():
    target = io.StringIO()
    with contextlib.redirect_stderr(target):
        warn("é")
    assert target.getvalue() == "warning: é\n"


def test_both_streams(capsys):
    assert both() == "value"
    captured = capsys.readouterr()
    assert captured.out == "out\nno newline"
    assert captured.err == "err\n"


def test_output_before_error(capsys):
    with pytest.raises(ValueError, match="failed"):
        print_then_fail()
    assert capsys.readouterr().out == "about to fail\n"


def test_lazy_output(capsys):
    steps = progress(3)
    assert capsys.readouterr().out == ""
    next(steps)
    assert capsys.readouterr().out == "1."
    assert list(steps) == [2, 3]
    assert capsys.readouterr().out == "2.3\n"


def test_order_with_callback(capsys):
    def read(prompt):
        print(f"[{prompt}]")
        return "Bo"

    assert ask(read) == "Bo"
    assert capsys.readouterr().out == "asking\n[name? ]\ngot Bo\n"


def test_output_of_methods(capsys):
    logger = Logger("#").log("a", 1).log()
    assert str(logger) == "#"
    assert capsys.readouterr().out == "# created\n# a 1\n#\nin str\n"


def test_silent(capsys):
    assert silent() is None
    assert capsys.readouterr() == ("", "")


def test_lines(capsys):
    bottles(2)
    assert capsys.readouterr().out.splitlines() == ["2 green bottles", "", "1 green bottle"]
