import pytest
from error_gallery import (
    attribute, chain, checked, context, decode, divide, element, fail, group, missing_file, noted, root,
)


def test_zero_division():
    with pytest.raises(ZeroDivisionError, match="^division by zero$"):
        divide(1, 0)


def test_index_and_key():
    with pytest.raises(IndexError, match="^list index out of range$"):
        element([], 0)
    with pytest.raises(KeyError) as err:
        element({}, "it's")
    assert str(err.value) == '"it\'s"'
    with pytest.raises(LookupError):
        element((), 3)


def test_attribute_error():
    with pytest.raises(AttributeError) as err:
        attribute("text", "nope")
    assert str(err.value) == "'str' object has no attribute 'nope'"


def test_type_errors():
    with pytest.raises(TypeError, match=r"unsupported operand type\(s\) for /: 'str' and 'int'"):
        divide("a", 1)
    with pytest.raises(TypeError, match="missing 1 required positional argument: 'b'"):
        divide(1)
    with pytest.raises(TypeError, match="unexpected keyword argument 'c'"):
        divide(1, c=2)


def test_value_and_overflow():
    with pytest.raises(ValueError, match="math domain error|nonnegative"):
        root(-1)
    with pytest.raises(OverflowError):
        root(10**1000)


def test_exact_type_and_args():
    for kind in (ValueError, RuntimeError, NotImplementedError, ArithmeticError, EOFError, AssertionError,
                 MemoryError, UnboundLocalError, BufferError, Exception, PermissionError, TimeoutError):
        with pytest.raises(kind) as err:
            fail(kind, "message")
        assert type(err.value) is kind
        assert err.value.args == ("message",)


def test_odd_args():
    with pytest.raises(ValueError) as err:
        fail(ValueError, ("tuple", 1), None, 2.5)
    assert err.value.args == (("tuple", 1), None, 2.5)


def test_no_args():
    with pytest.raises(ValueError) as err:
        fail(ValueError)
    assert err.value.args == ()
    assert str(err.value) == ""


def test_cause():
    with pytest.raises(RuntimeError, match="outer") as err:
        chain()
    assert type(err.value.__cause__) is ValueError
    assert str(err.value.__cause__) == "invalid literal for int() with base 10: 'x'"


def test_context():
    with pytest.raises(LookupError) as err:
        context()
    assert type(err.value) is LookupError
    assert isinstance(err.value.__context__, KeyError)
    assert err.value.__cause__ is None


def test_os_error():
    with pytest.raises(OSError) as err:
        missing_file("a.txt")
    assert isinstance(err.value, FileNotFoundError)
    assert (err.value.errno, err.value.filename) == (2, "a.txt")
    assert str(err.value) == "[Errno 2] No such file or directory: 'a.txt'"


def test_unicode_error():
    with pytest.raises(UnicodeDecodeError) as err:
        decode(b"ab\xff")
    assert err.value.start == 2
    assert err.value.encoding == "utf-8"
    assert isinstance(err.value, ValueError)


def test_group():
    with pytest.raises(ExceptionGroup) as err:
        group()
    assert err.value.message == "several"
    assert [type(e) for e in err.value.exceptions] == [ValueError, TypeError]


def test_note():
    with pytest.raises(ValueError) as err:
        noted()
    assert err.value.__notes__ == ["look here"]


def test_assertion():
    assert checked(3) == 3
    with pytest.raises(AssertionError, match="value must be an int"):
        checked("3")
