from __future__ import annotations

import hashlib
import os
import sys
from pathlib import Path

import pytest

from grader import submission
from grader.errors import InvalidSubmission
from grader.submission import LIMIT, Submission, read, reject_syntax


def refused(path: Path) -> InvalidSubmission:
    with pytest.raises(InvalidSubmission) as caught:
        read(path)
    return caught.value


@pytest.fixture
def hand_in(tmp_path: Path) -> Path:
    return tmp_path / "fill_none.py"


def test_a_file_is_read_with_hash_and_hint(hand_in: Path) -> None:
    hand_in.write_bytes(b"#!/usr/bin/env python\n# problem: fill-none\r\nx = 1\r\n")
    found = read(hand_in)
    assert (found.kind, found.problem_hint) == ("python", "fill-none")
    assert found.source == "#!/usr/bin/env python\n# problem: fill-none\nx = 1\n"
    assert found.sha256 == hashlib.sha256(hand_in.read_bytes()).hexdigest()
    assert found.place(3) == "line 3"


def test_the_hint_must_stand_at_the_top(hand_in: Path) -> None:
    hand_in.write_text("x = 1\n" * 30 + "# problem: knn\n")
    assert read(hand_in).problem_hint is None


def test_a_missing_file_names_close_ones(hand_in: Path, tmp_path: Path) -> None:
    hand_in.write_text("x = 1\n")
    error = refused(tmp_path / "fil_none.py")
    assert (error.kind, error.hint) == ("missing", "Did you mean fill_none.py?")
    assert "There is no folder" in refused(tmp_path / "no" / "x.py").hint


def test_a_folder(tmp_path: Path) -> None:
    assert refused(tmp_path).kind == "folder"


def test_a_fifo_does_not_hang(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "x.py")
    assert refused(tmp_path / "x.py").kind == "not_a_file"
    (tmp_path / "link.py").symlink_to(tmp_path / "x.py")
    assert refused(tmp_path / "link.py").kind == "not_a_file"
    assert refused(Path("/dev/zero")).kind == "not_a_file"


def test_links_are_followed_and_loops_refused(hand_in: Path, tmp_path: Path) -> None:
    hand_in.write_text("x = 1\n")
    (tmp_path / "link.py").symlink_to(hand_in)
    assert read(tmp_path / "link.py").source == "x = 1\n"
    (tmp_path / "loop.py").symlink_to(tmp_path / "loop.py")
    assert refused(tmp_path / "loop.py").kind == "unreadable"


@pytest.mark.parametrize(
    ("data", "kind", "words"),
    [
        (b"", "empty", "is empty"),
        (b" \n\t\n", "empty", "is empty"),
        (b"x = 1\n" * (LIMIT // 6 + 1), "too_large", "larger than 1 MiB"),
        (b"\x7fELF\x00\x00\x01", "binary", "binary file"),
        (b"x = 1\ns = '\xe9'\n", "encoding", "not UTF-8: the byte at offset 11"),
        (b"s = '\xe9'\n" + b"x = 1\n" * 3, "encoding", "not UTF-8: the byte at offset 5"),
        (b"# coding: ascii\ns = '\xe9'\n", "encoding", "not ascii: the byte at offset 21"),
        (b"# coding: klingon\nx = 1\n", "encoding", "unknown encoding"),
    ],
)
def test_bad_content(hand_in: Path, data: bytes, kind: str, words: str) -> None:
    hand_in.write_bytes(data)
    error = refused(hand_in)
    assert error.kind == kind
    assert words in error.message


@pytest.mark.parametrize(
    "code", ["x = " + "(" * 5000 + "1" + ")" * 5000, "x = " + "-" * 200_000 + "1"]
)
def test_code_that_is_nested_too_deeply(hand_in: Path, code: str) -> None:
    hand_in.write_text(code)
    with pytest.raises(InvalidSubmission) as caught:  # a syntax error for some versions
        reject_syntax(read(hand_in), (3, 0))
    assert caught.value.kind in {"too_complex", "syntax_error"}


def test_other_encodings_and_a_bom_are_fine(hand_in: Path) -> None:
    hand_in.write_bytes(b"# coding: latin-1\ns = '\xe9'\n")
    assert "é" in read(hand_in).source
    hand_in.write_bytes(b"\xef\xbb\xbfs = '\xc3\xa9'\n")
    assert read(hand_in).source == "s = 'é'\n"


def test_a_syntax_error_has_line_text_and_caret(hand_in: Path) -> None:
    hand_in.write_text("def f(x):\n    return (x +\n")
    found = read(hand_in)
    assert found.syntax_fault is not None
    error = found.syntax_fault.rejection()
    assert error.kind == "syntax_error"
    assert (
        error.message
        == "syntax error in line 2: '(' was never closed\n    "
        + "    return (x +\n    "
        + " " * 11
        + "^"
    )
    assert error.hint == "Correct line 2, then submit again."


def test_an_older_host_leaves_the_answer_to_the_runner(hand_in: Path) -> None:
    hand_in.write_text("x = (\n")
    found = read(hand_in)
    major, minor = sys.version_info[:2]
    reject_syntax(found, (major, minor + 1))
    with pytest.raises(InvalidSubmission, match="syntax error in line 1"):
        reject_syntax(found, (major, minor))
    reject_syntax(Submission("x.py", "x = 1\n", "python", "0"), (3, 0))


def test_warnings_of_the_source_are_not_ours(hand_in: Path) -> None:
    hand_in.write_text('x = "\\d"\n')
    assert read(hand_in).syntax_fault is None


def test_never_more_than_the_limit_is_read(hand_in: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with hand_in.open("wb") as file:
        file.truncate(10 << 30)  # sparse
    assert refused(hand_in).kind == "too_large"
    monkeypatch.setattr(submission, "LIMIT", 3)
    hand_in.write_bytes(b"abc")
    assert read(hand_in).source == "abc"
