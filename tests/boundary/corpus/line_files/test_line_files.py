import io
import json

import pytest
from line_files import (
    as_file, count_lines, dump, first_line, head_bytes, load, number_lines, read_table, report, words_of, write_table,
)


def test_count():
    assert count_lines(io.StringIO("a\n\nb\n")) == 2
    assert count_lines(["x", " ", "y"]) == 2


def test_copy():
    target = io.StringIO()
    number_lines(io.StringIO("a\nb\n"), target)
    assert target.getvalue() == "1: a\n2: b\n"


def test_position_moves():
    file = io.StringIO("one\ntwo\nthree")
    assert first_line(file) == "one"
    assert first_line(file) == "two"
    assert file.read() == "three"


def test_write_appends():
    file = io.StringIO()
    file.write("head\n")
    write_table(file, [(1, "a,b"), (2, None)])
    assert file.getvalue() == 'head\n1,"a,b"\n2,\n'


def test_read_table():
    rows = read_table(io.StringIO("name,age\nAnn,3\nBo,4\n"))
    assert rows == [{"name": "Ann", "age": "3"}, {"name": "Bo", "age": "4"}]
    assert type(rows[0]) is dict


def test_dump_returns_same_file():
    file = io.StringIO()
    assert dump({"b": [1, None], "a": True}, file) is file
    assert file.getvalue() == '{"a": true, "b": [1, null]}'


def test_load():
    assert load(io.StringIO('{"a": [1.5, "é"]}')) == {"a": [1.5, "é"]}


def test_load_broken():
    with pytest.raises(json.JSONDecodeError, match="Expecting value") as err:
        load(io.StringIO("nope"))
    assert isinstance(err.value, ValueError)
    assert err.value.pos == 0


def test_print_to_file():
    file = io.StringIO()
    report("a", 1, file=file)
    assert file.getvalue() == "a 1\n"


def test_print_to_stdout(capsys):
    report("x")
    assert capsys.readouterr().out == "x\n"


def test_lazy_words():
    file = io.StringIO("a b\nc d\n")
    words = words_of(file)
    assert next(words) == "a"
    assert list(words) == ["b", "c", "d"]


def test_file_made_by_the_module():
    file = as_file("one\ntwo\n")
    assert file.readline() == "one\n"
    assert [line for line in file] == ["two\n"]
    assert file.getvalue() == "one\ntwo\n"


def test_bytes_file():
    file = io.BytesIO(b"\x00\x01\x02")
    assert head_bytes(file, 2) == b"\x00\x01"
    assert file.tell() == 2


def test_closed_file():
    file = io.StringIO("x")
    file.close()
    with pytest.raises(ValueError, match="closed file"):
        first_line(file)
