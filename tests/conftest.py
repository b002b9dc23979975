"""Engines for every test that needs one. Without a Docker engine the tests that need it are left out,
unless CI is set: there they run, and fail."""

from __future__ import annotations

import functools
import os
import signal
from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing
from pathlib import Path

import pytest

import grader
from sandbox.docker.connect import connect
from sandbox.docker.engine import DockerEngine
from sandbox.engine import Engine, EngineUnavailable, SandboxError
from sandbox.local.engine import LocalEngine

IMAGES = ("judge", "runner", "runner-scratch")
JUDGE = Path(grader.__file__).with_name("judge")
MAKERS: dict[str, Callable[[], Engine]] = {
    "docker": lambda: DockerEngine(JUDGE, print),
    "local": LocalEngine,
    "local-ungrouped": lambda: LocalEngine(control_group=False),
}
EngineCalled = Callable[[str], Engine]


@functools.cache
def why_no_docker() -> str | None:
    """What keeps the Docker engine from being used, None when it answers."""
    try:
        connect().client.close()
    except SandboxError as error:
        return f"{error.message} {error.hint}"
    return None


def pytest_configure() -> None:
    """A shell ignores Ctrl-C in its background jobs, and what they start inherits that: not our commands."""
    signal.signal(signal.SIGINT, signal.default_int_handler)


@pytest.hookimpl(tryfirst=True)
def pytest_runtest_setup(item: pytest.Item) -> None:
    if item.get_closest_marker("docker") and "CI" not in os.environ and (why := why_no_docker()):
        pytest.skip(why)


@pytest.fixture(scope="session")
def engine_called() -> Iterator[EngineCalled]:
    """A prepared engine by its name in MAKERS; each is made once and closed at the end."""
    with ExitStack() as stack:

        @functools.cache
        def called(name: str) -> Engine:
            engine = stack.enter_context(closing(MAKERS[name]()))
            try:
                engine.prepare(IMAGES)
            except EngineUnavailable as error:
                if "CI" in os.environ:
                    raise
                pytest.skip(f"{error.message} {error.hint}")
            return engine

        yield called


@pytest.fixture(scope="module", params=["local", pytest.param("docker", marks=pytest.mark.docker)])
def every_engine(request: pytest.FixtureRequest, engine_called: EngineCalled) -> Engine:
    """The local engine, then Docker."""
    return engine_called(request.param)
