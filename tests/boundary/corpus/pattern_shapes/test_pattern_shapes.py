import pytest
from pattern_shapes import Circle, Line, Point, command, describe, evaluate


def test_scalars():
    assert [describe(v) for v in (None, True, -3, 0, 2.5, "", "abc")] == [
        "nothing", "bool", "negative", "number", "number", "empty text", "text of 3"]


def test_sequences():
    assert describe([]) == describe(()) == "empty sequence"
    assert describe([[None]]) == "one one nothing"
    assert describe((1, 2, 3)) == "1 to 3"
    assert describe(range(5)) == "0 to 4"


def test_mapping():
    assert describe({"type": "cat", "b": 1, "a": 2}) == "cat with ['a', 'b']"


def test_classes():
    assert describe(Point(0, 0)) == "origin"
    assert describe(Point(2, 2)) == "diagonal"
    assert describe(Line(Point(1, 5), Point(4, 5))) == "line 3 wide"
    assert describe(Circle(Point(1, 1), 7)) == "circle 7"


@pytest.mark.parametrize("value", [Point(1, 2), Circle(1, 2), {1}, b"x", 1j], ids=["point", "circle", "set", "bytes", "complex"])
def test_no_match(value):
    with pytest.raises(TypeError, match=f"^cannot describe {type(value).__name__}$"):
        describe(value)


def test_evaluate():
    assert evaluate(("+", 1, ("*", 2, 3), ("neg", 4))) == 3
    assert evaluate(["*", 1.5, 2]) == 3.0


def test_unknown_operator():
    with pytest.raises(ValueError) as err:
        evaluate(("^", 1))
    assert err.value.args == ("unknown operator", "^")


def test_falls_through():
    assert evaluate("") is None
    assert evaluate({}) is None


def test_command():
    assert command("go north") == {"way": "north"}
    assert command("take a b") == {"items": ["a", "b"]}
    assert command("take") is None
    with pytest.raises(SystemExit) as err:
        command("quit")
    assert err.value.code == 0


def test_match_in_the_test():
    match Point(1, 2):
        case Point(x=1, y=y):
            assert y == 2
        case _:
            pytest.fail("no match")
