import pytest
from calc_parser import CalcError, ParseError, UnknownOperation, answer


def test_single():
    assert answer("What is 5?") == 5


def test_plus():
    assert answer("What is 5 plus -13?") == -8


def test_left_associative():
    assert answer("What is 10 minus 3 minus 2?") == 5


def test_unknown_operation():
    with pytest.raises(UnknownOperation) as err:
        answer("What is 5 cubed?")
    assert err.value.args == ("unknown operation", "cubed")
    assert type(err.value) is UnknownOperation


def test_base_class_catches():
    with pytest.raises(CalcError, match="unknown operation"):
        answer("What is 5 over 2?")


def test_not_a_number():
    with pytest.raises(ParseError, match=r"not a number: x \(column 0\)"):
        answer("What is x?")


def test_attributes():
    with pytest.raises(ParseError) as err:
        answer("What is 1 plus?")
    assert err.value.message == "number missing"
    assert err.value.column == 2
    assert err.value.args == ("number missing", 2)


def test_cause_is_kept():
    with pytest.raises(ParseError) as err:
        answer("What is y?")
    assert isinstance(err.value.__cause__, ValueError)


def test_too_short():
    with pytest.raises(IndexError, match="list index out of range"):
        answer("What is?")


def test_subclass_relations():
    assert issubclass(ParseError, CalcError)
    assert issubclass(CalcError, Exception)
    assert not issubclass(ParseError, ValueError)
    assert CalcError.__doc__ == "Base of everything that this module raises."


def test_make_own_error():
    error = ParseError("m", column=4)
    assert str(error) == "m (column 4)"
