import pytest
from text_wrap import box, justify, wrap


def test_empty():
    assert wrap("") == []
    assert wrap("  \n\t ") == []


def test_default_width():
    assert wrap("the quick brown fox jumps over it") == ["the quick brown fox", "jumps over it"]


def test_long_word_stays():
    assert wrap("a incomprehensible b", width=4) == ["a", "incomprehensible", "b"]


@pytest.mark.parametrize("width", [0, -3])
def test_bad_width(width):
    with pytest.raises(ValueError, match=rf"^invalid width {width} \(must be > 0\)$"):
        wrap("x", width)


def test_unicode():
    assert wrap("naïve 北京 🙂🙂 café", 8) == ["naïve 北京", "🙂🙂 café"]


def test_justify():
    assert justify("a bb c", 10) == "a   bb   c"
    assert len(justify("one two three", 30)) == 30


def test_justify_one_word():
    assert justify("word", 6) == "word  "


def test_box():
    assert box(["a", "bcd"]) == "┌───┐\n│ a │\n│bcd│\n└───┘"


def test_box_ascii_fill():
    assert box(["x", "yyy"], style="ascii", fill="*") == "+---+\n|*x*|\n|yyy|\n+---+"


def test_unknown_style():
    with pytest.raises(KeyError) as err:
        box([], style="round")
    assert err.value.args == ("round",)
    assert str(err.value) == "'round'"


def test_keyword_only():
    with pytest.raises(TypeError, match="positional argument"):
        box(["a"], "*")
