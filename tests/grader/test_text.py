from __future__ import annotations

import unicodedata

from hypothesis import given
from hypothesis import strategies as st

from grader.text import closest, did_you_mean, listed, safe


def test_escapes_and_bidi_overrides_are_shown() -> None:
    assert safe("\x1b[31mred\x07") == "\\x1b[31mred\\x07"
    assert safe("a\u202eb\u2066c\u200bd") == "a\\u202eb\\u2066c\\u200bd"
    assert safe("\x9b2J \ud800 \u2028") == "\\x9b2J \\ud800 \\u2028"
    assert safe("über 数 🙂") == "über 数 🙂"


def test_line_ends_are_kept_only_where_asked() -> None:
    assert safe("a\n\tb\r\nc\rd") == "a\\n\\tb\\x0d\\nc\\x0dd"
    assert safe("a\n\tb\r\nc\rd", newlines=True) == "a\n    b\nc\\x0dd"


def test_long_text_is_capped_and_says_so() -> None:
    assert safe("x" * 12, 10) == "xxxxxxxxxx… (2 more characters)"


@given(st.text(), st.booleans())
def test_nothing_unprintable_is_left(text: str, newlines: bool) -> None:
    shown = safe(text, 50, newlines=newlines).replace("\n", "" if newlines else "\n")
    assert all(unicodedata.category(char) not in {"Cc", "Cf", "Cs", "Zl", "Zp"} for char in shown)
    shown.encode("utf-8")


def test_words() -> None:
    assert listed([]) == ""
    assert listed(["a"]) == "a"
    assert listed(["a", "b", "c"], "and") == "a, b and c"
    assert closest("fil-none", ["fill-none", "knn"]) == ["fill-none"]
    assert did_you_mean("zzz", ["knn"]) == ""
