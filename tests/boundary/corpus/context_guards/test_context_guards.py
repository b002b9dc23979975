import contextlib

import pytest
from context_guards import Resource, Stack, Suppress, attribute_set, nested, run_in, tag, translate


def test_set_and_restore():
    settings = {"debug": False}
    with attribute_set(settings, "debug", True) as inside:
        assert settings["debug"] is True
        assert inside["debug"] is True
    assert settings == {"debug": False}


def test_restores_after_error():
    settings = {"debug": False}
    with pytest.raises(ZeroDivisionError), attribute_set(settings, "debug", True):
        1 / 0
    assert settings == {"debug": False}


def test_tag():
    out = []
    with tag("b", out) as name:
        out.append(name)
    assert out == ["<b>", "B", "</b>"]


def test_tag_after_error():
    out = []
    error = ValueError("inside")
    with pytest.raises(ValueError) as err, tag("i", out):
        raise error
    assert err.value is error
    assert out == ["<i>", "</i>"]


def test_nested_tags():
    out = []
    with tag("a", out), tag("b", out):
        pass
    assert out == ["<a>", "<b>", "</b>", "</a>"]


def test_suppress():
    with Suppress(KeyError) as guard:
        raise KeyError("x")
    assert isinstance(guard.caught, KeyError)
    assert guard.caught.args == ("x",)


def test_suppresses_only_named():
    with pytest.raises(ValueError), Suppress(KeyError):
        raise ValueError("not mine")


def test_exit_order():
    log = []
    with Stack(log).push("a").push("b") as size:
        assert size == 2
    assert log == ["+a", "+b", "-b", "-a"]


def test_resource():
    resource = Resource()
    with resource as same:
        assert same is resource
        assert resource.opened
    assert not resource.opened
    assert resource.last is None


def test_resource_sees_error_type():
    resource = Resource()
    with contextlib.suppress(OSError), resource:
        raise FileNotFoundError("f")
    assert resource.last == "FileNotFoundError"


def test_enter_twice():
    with Resource() as resource, pytest.raises(RuntimeError, match="already open"):
        resource.__enter__()


def test_translate():
    with pytest.raises(LookupError, match="translated") as err, translate():
        {}["k"]
    assert isinstance(err.value.__cause__, KeyError)


def test_manager_of_the_test():
    log = []

    @contextlib.contextmanager
    def mine():
        log.append("in")
        yield 5
        log.append("out")

    assert run_in(mine(), lambda value: value + 1) == 6
    assert log == ["in", "out"]


def test_exit_stack():
    out = []
    assert nested([tag("a", out), tag("b", out)]) == ["A", "B"]
    assert out == ["<a>", "<b>", "</b>", "</a>"]


def test_as_decorator():
    out = []

    @tag("d", out)
    def body():
        out.append("body")

    body()
    assert out == ["<d>", "body", "</d>"]
