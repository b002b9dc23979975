from __future__ import annotations

import io
import re
from collections.abc import Iterator

import msgspec
import pytest

from grader.compose import failure
from grader.errors import InvalidSubmission
from grader.outcome import Verdict
from grader.render import Style, rendered, style_of
from grader.render.terminal import report, summary
from grader.report import GroupInfo, Points, Report, for_candidate
from sandbox.engine import SandboxError

WIDE = """\
double-it: Double a number
double_it.py · docker · Python 3.13.5

✗ time limit exceeded · 28 of 100 points, below the pass mark of 100 %
2 of 7 tests accepted in 2.5 s

examples                                                                 10 / 30
  ✓ accepted             doubles a small number        3.1 ms   812 KiB  10 / 10
  ✗ wrong answer         doubles a negative number     3.1 ms   812 KiB   0 / 10
  ✗ run time error       doubles a text                3.1 ms   812 KiB   0 / 10
edge cases (hidden tests)                                                18 / 70
  ✓ accepted             zero stays zero               3.1 ms   812 KiB  18 / 18
  ✗ wrong answer         very large numbers keep       3.1 ms   812 KiB   0 / 18
                         every digit, however many
                         there are
  ✗ time limit exceeded  answers in time               2.04 s  34.0 MiB   0 / 17
  - skipped              a test that never began                          0 / 17
total                                                                   28 / 100

First failing public test: doubles a negative number
  input     double(-1)
  expected  -2
  got       -1
  Hint: hint of doubles a negative number

Public test: doubles a text
  Traceback (most recent call last):
    File "double_it.py", line 2, in double
      return x.upper()
  AttributeError: 'int' object has no attribute 'upper'
  Hint: hint of doubles a text

Hints for hidden tests
  very large numbers keep every digit, however many there are: hint of very
  large numbers keep every digit, however many there are
  answers in time: hint of answers in time

1 of 7 tests did not run
  not run: the time for the whole submission was used up before it began

Next
  Correct the public test, then run:
      grader test double_it.py
  The same random inputs again:
      grader grade double_it.py --seed 1234
"""
NARROW = """\
x time limit exceeded - 28 of 100
points, below the pass mark of 100 %
2 of 7 tests accepted in 2.5 s

examples: 10 / 30
  + accepted
  doubles a small number
  3.1 ms, 812 KiB, 10 / 10
"""


@pytest.fixture
def seen(full: Report) -> Report:
    return for_candidate(full)


def test_eighty_columns(seen: Report) -> None:
    assert report(seen, Style(80)) == WIDE


def test_forty_columns_in_ascii(seen: Report) -> None:
    text = report(seen, Style(40, unicode=False))
    assert NARROW in text
    assert text.isascii()


@pytest.mark.parametrize("width", [40, 59, 60, 80, 120])
def test_no_line_is_too_long_and_no_fact_is_lost(seen: Report, width: int) -> None:
    text = report(seen, Style(width))
    commands = ("      grader",)
    assert all(len(line) <= width for line in text.splitlines() if not line.startswith(commands))
    flat = " ".join(text.split())
    for case in seen.cases:
        assert case.verdict.value.replace("_", " ") in flat
    for fact in (
        "28 / 100",
        "10 / 30",
        "18 / 70",
        "double(-1)",
        "--seed 1234",
        "2.04 s",
        "34.0 MiB",
    ):
        assert fact in flat


def test_the_points_shown_sum_to_the_total_shown(seen: Report) -> None:
    shown = [
        (int(a), int(b)) for a, b in re.findall(r"^  [✓✗-].* (\d+) / (\d+)$", WIDE, re.MULTILINE)
    ]
    assert len(shown) == len(seen.cases)
    assert (sum(a for a, _ in shown), sum(b for _, b in shown)) == (28, 100)


def test_colour_only_repeats_what_words_say(seen: Report) -> None:
    plain, coloured = report(seen, Style(80)), report(seen, Style(80, color=True))
    assert "\x1b[" in coloured
    assert re.sub(r" +$", "", re.sub(r"\x1b\[[\d;]*m", "", coloured), flags=re.MULTILINE) == plain


def test_an_instructor_sees_more_and_a_candidate_does_not(full: Report) -> None:
    assert "Hidden test: very large numbers" in report(full, Style(80))
    assert "31337" in report(full, Style(80))
    assert "31337" not in report(for_candidate(full), Style(80))


def test_practice_is_said(seen: Report) -> None:
    assert seen.environment is not None
    local = msgspec.structs.replace(seen.environment, engine="local", official=False)
    text = report(msgspec.structs.replace(seen, environment=local), Style(80))
    assert "double_it.py · local · Python 3.13.5 · practice, not official" in text


def test_markup_in_text_is_only_text(seen: Report) -> None:
    case = msgspec.structs.replace(seen.cases[0], name="[bold red]x[/] :smile: [link=file:///]")
    text = report(msgspec.structs.replace(seen, cases=(case,)), Style(120, color=True))
    assert "[bold red]x[/] :smile: [link=file:///]" in text


def accepted(seen: Report, *suites: str) -> Report:
    cases = tuple(case for case in seen.cases if case.verdict is Verdict.ACCEPTED)
    return msgspec.structs.replace(
        seen,
        cases=cases,
        verdict=Verdict.ACCEPTED,
        passed=True,
        score=Points(100, 100),
        groups=(GroupInfo("examples", 100, 100),),
        suites=suites,
    )


def test_what_to_do_next(seen: Report) -> None:
    assert "Next" not in report(accepted(seen, "public", "hidden"), Style(80))
    assert "100 of 100 points, passed" in report(accepted(seen, "public", "hidden"), Style(80))
    public = report(accepted(seen, "public"), Style(80))
    assert "All public tests pass; now run:\n      grader grade double_it.py\n" in public
    assert "2 of 2 public tests accepted in 2.5 s\n" in public
    hidden = msgspec.structs.replace(seen, cases=seen.cases[3:])
    assert "Follow the hints, then run:" in report(hidden, Style(80))


def test_a_rejected_submission_is_one_clear_message() -> None:
    error = InvalidSubmission("missing", "there is no file x.py", "Did you mean y.py?")
    text = report(failure(error, "x.py"), Style(80))
    assert text == (
        "x.py\n\nNot graded: invalid submission\n  there is no file x.py\n  Did you mean y.py?\n"
    )


@pytest.mark.parametrize("width", [40, 100])
def test_several_submissions_have_a_row_each_and_one_reason(seen: Report, width: int) -> None:
    lost = [
        failure(SandboxError("no engine answers", "Start it."), name) for name in ("a.py", "b.py")
    ]
    text = summary([seen, *lost], Style(width))
    assert text.count("no engine answers") == 1
    assert "Not graded: a.py, b.py\n  no engine answers\n  Start it.\n" in text
    flat = " ".join(text.split())
    assert "3 submissions: 0 passed, 1 below the pass mark, 2 not graded" in flat
    assert "28 / 100" in flat
    assert all(len(line) <= width for line in text.splitlines())


def test_json_comes_as_soon_as_it_is_ready(seen: Report) -> None:
    asked = []

    def reports() -> Iterator[Report]:
        for number in range(2):
            asked.append(number)
            yield seen

    pieces = rendered(reports(), "json", Style(), many=True)
    assert next(pieces).count("\n") == 1
    assert asked == [0]
    assert len(list(rendered(reports(), "text", Style(), many=True))) == 1
    assert next(rendered(iter([seen]), "json", Style(), many=False)).startswith('{\n  "schema"')


def test_the_style_follows_the_stream_and_no_color() -> None:
    class Terminal(io.StringIO):
        encoding = "UTF-8"

        def isatty(self) -> bool:
            return True

    assert style_of(Terminal(), {}).color
    assert not style_of(Terminal(), {"NO_COLOR": "1"}).color
    assert not style_of(Terminal(), {"TERM": "dumb"}).color
    latin = io.TextIOWrapper(io.BytesIO(), encoding="latin-1")
    assert style_of(latin, {}) == Style(style_of(latin, {}).width, unicode=False, color=False)
    assert style_of(Terminal(), {}).unicode


def test_cases_of_one_test_share_their_hint(seen: Report) -> None:
    hidden = [case for case in seen.cases if case.verdict is Verdict.WRONG_ANSWER][-1]
    twins = [
        msgspec.structs.replace(hidden, id=f"hidden/{n}", name=f"gap ({n})") for n in (1, 2, 3)
    ]
    text = report(msgspec.structs.replace(seen, cases=tuple(twins)), Style(80))
    assert "  gap (1) (and 2 more): hint of" in text
    assert text.count("hint of") == 1


def test_commands_can_be_copied_and_name_the_problem_where_the_file_may_not(seen: Report) -> None:
    path = "answers/" + "long/" * 20 + "mine.py"
    submission = msgspec.structs.replace(seen.submission, path=path)
    text = report(msgspec.structs.replace(seen, submission=submission), Style(60))
    assert f"\n      grader test {path} --problem double-it\n" in text
    assert f"\n      grader grade {path} --problem double-it --seed 1234\n" in text


def test_wide_points_are_not_cut(seen: Report) -> None:
    whole = msgspec.structs.replace(seen.cases[0], points=Points(100, 100))
    text = report(msgspec.structs.replace(seen, cases=(whole,)), Style(80))
    assert "812 KiB  100 / 100\n" in text
