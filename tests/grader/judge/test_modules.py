"""The submission's module as tests import it."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from typing import Any

import pytest

from grader.judge.modules import MissingName, RemoteModule, install
from grader.judge.session import ImportFailed, RunnerLost


class FakeSession:
    """Holds the names of a module."""

    def __init__(self) -> None:
        self.names: dict[str, Any] = {"f": 1}
        self.collecting = False
        self.error: BaseException | None = None

    def named(self, name: str) -> Any:
        if self.error is not None:
            raise self.error
        try:
            return self.names[name]
        except KeyError:
            raise AttributeError(name) from None

    def rename(self, name: str, value: object) -> None:
        self.names[name] = value

    def doc(self) -> str:
        return "What it is for."


@pytest.fixture
def session() -> FakeSession:
    return FakeSession()


@pytest.fixture
def module(session: Any) -> Iterator[Any]:
    install(["a_remote_module", "another_name"], session, ["f"])
    yield sys.modules["a_remote_module"]
    for name in ("a_remote_module", "another_name"):
        del sys.modules[name]


def test_is_imported_by_any_name(module: Any) -> None:
    from a_remote_module import f  # type: ignore[import-not-found]  # made by the fixture
    from another_name import f as same  # type: ignore[import-not-found]  # made by the fixture

    assert f == same == 1
    assert isinstance(module, RemoteModule)
    assert (module.__doc__, module.__all__, module.__name__) == (
        "What it is for.",
        ["f"],
        "a_remote_module",
    )


def test_names_are_asked_for_every_time(module: Any, session: FakeSession) -> None:
    session.names["f"] = 2
    assert module.f == 2
    with pytest.raises(AttributeError):
        _ = module.missing
    with pytest.raises(ImportError):
        from a_remote_module import missing  # type: ignore[import-not-found]  # noqa: F401  # that is the test


def test_names_are_set_on_the_other_side(module: Any, session: FakeSession) -> None:
    module.limit = 5
    assert session.names["limit"] == 5
    assert "limit" not in vars(module)


@pytest.mark.parametrize("name", ["__globals__", "__path__", "__wrapped__", "__dict_of_all__"])
def test_private_names_are_not_asked_for(module: Any, session: FakeSession, name: str) -> None:
    session.names[name] = "secret"
    with pytest.raises(AttributeError):
        getattr(module, name)


def test_a_missing_name_is_no_error_while_the_suite_is_collected(
    module: Any, session: FakeSession
) -> None:
    session.collecting = True
    missing = module.missing
    assert isinstance(missing, MissingName)
    with pytest.raises(AttributeError, match="'a_remote_module' has no attribute 'missing'"):
        missing(1)
    with pytest.raises(AttributeError, match="has no attribute 'missing'"):
        _ = missing.attribute


@pytest.mark.parametrize("error", [RunnerLost("gone"), ImportFailed("gone")], ids=repr)
def test_nor_is_a_process_that_is_gone(
    module: Any, session: FakeSession, error: BaseException
) -> None:
    session.error = error
    with pytest.raises(type(error)):
        _ = module.f
    session.collecting = True
    assert isinstance(module.f, MissingName)
