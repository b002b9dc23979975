"""The submission's module as the tests import it: names without code behind them."""

from __future__ import annotations

import sys
import types
from typing import Any

from grader.judge.session import Session


class MissingAttribute(AttributeError):
    """A test used a name that the submission does not define."""


class MissingName:
    """What a test gets for a name that the submission does not define: it fails when it is used."""

    def __init__(self, module: str, name: str, error: BaseException | None = None) -> None:
        self._error = error or MissingAttribute(f"module {module!r} has no attribute {name!r}")

    def __call__(self, *args: object, **kwargs: object) -> Any:
        raise self._error

    def __getattr__(self, name: str) -> Any:
        raise MissingAttribute(str(self._error))


class RemoteModule(types.ModuleType):
    """Asks the runner for every name.

    While the suite is collected, a missing one is no error until it is used: no plan depends on it.
    """

    def __init__(self, name: str, session: Session, public: list[str]) -> None:
        super().__init__(name)
        self.__dict__["_session"] = session
        self.__dict__["__all__"] = public
        self.__dict__["__file__"] = f"{name}.py"

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__"):
            raise AttributeError(name)
        session: Session = self.__dict__["_session"]
        try:
            return session.named(name)
        except AttributeError:
            if not session.collecting:
                raise
            return MissingName(self.__name__, name)
        except BaseException as error:  # no plan depends on what became of the process
            if not session.collecting:
                raise
            return MissingName(self.__name__, name, error)

    def __setattr__(self, name: str, value: object) -> None:
        if name.startswith("__"):
            super().__setattr__(name, value)
        else:
            self.__dict__["_session"].rename(name, value)

    def __delattr__(self, name: str) -> None:
        if name.startswith("__"):
            super().__delattr__(name)
        else:
            self.__dict__["_session"].remove(name)


def install(names: list[str], session: Session, public: list[str]) -> None:
    """Let the tests import the submission by any of these names."""
    doc = session.doc()
    for name in names:
        sys.modules[name] = module = RemoteModule(name, session, public)
        module.__doc__ = doc
