"""Which engine is chosen, and what an operator is told of it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import pytest

from grader import engines
from sandbox.engine import EngineUnavailable, Program, SandboxError


class FakeEngine:
    """Remembers what was asked of it."""

    def __init__(self, name: str, error: SandboxError | None = None) -> None:
        self.name = name
        self.official = name == "docker"
        self._error = error
        self.prepared: list[tuple[str, ...]] = []
        self.closed = False

    def prepare(self, images: tuple[str, ...]) -> None:
        self.prepared.append(images)
        if self._error is not None:
            raise self._error

    def start(self, program: Program) -> Any:
        raise AssertionError("nothing is started")

    def facts(self) -> Mapping[str, str]:
        return {}

    def close(self) -> None:
        self.closed = True


SetUp = Callable[..., tuple[FakeEngine, FakeEngine, list[str]]]


@pytest.fixture
def set_up(monkeypatch: pytest.MonkeyPatch) -> SetUp:
    def make(error: SandboxError | None = None) -> tuple[FakeEngine, FakeEngine, list[str]]:
        docker, local = FakeEngine("docker", error), FakeEngine("local")
        notices: list[str] = []
        monkeypatch.setattr(engines, "_docker", lambda notify: docker)
        monkeypatch.setattr(engines, "_local", lambda: local)
        return docker, local, notices

    return make


def test_by_name(set_up: SetUp) -> None:
    docker, local, notices = set_up(EngineUnavailable("away"))
    assert engines.choose("docker", notices.append) is docker
    assert engines.choose("local", notices.append) is local
    assert notices == []


def test_auto_is_docker_where_it_answers(set_up: SetUp) -> None:
    docker, _, notices = set_up()
    assert engines.choose("auto", notices.append) is docker
    assert not docker.closed
    assert notices == []


def test_auto_is_local_where_it_does_not_and_says_so(set_up: SetUp) -> None:
    docker, local, notices = set_up(EngineUnavailable("No Docker engine answers."))
    assert engines.choose("auto", notices.append) is local
    assert docker.closed
    assert notices == ["No Docker engine answers. Using the local engine: practice, not official."]


def test_any_other_failure_of_docker_is_one(set_up: SetUp) -> None:
    _, _, notices = set_up(SandboxError("the image cannot be built"))
    with pytest.raises(SandboxError, match="cannot be built"):
        engines.choose("auto", notices.append)


@pytest.mark.parametrize(
    "seen", ["no", "writable", "interfaces eth0", "allowed", "unlimited", "not a mount of its own"]
)
def test_weak_controls(seen: str) -> None:
    assert engines._is_weak(seen)


@pytest.mark.parametrize(
    "seen",
    ["none", "yes", "read-only", "loopback only", "none: sockets are refused", "64 MiB", "filter"],
)
def test_controls_that_hold(seen: str) -> None:
    assert not engines._is_weak(seen)


def test_the_state_of_an_engine_that_is_away(monkeypatch: pytest.MonkeyPatch) -> None:
    def away() -> Any:
        raise EngineUnavailable("No Docker engine answers.", "Start it.")

    monkeypatch.setattr("sandbox.docker.connect.connect", away)
    (row,) = engines._docker_status()
    assert (row.name, row.ok) == ("docker", False)
    assert row.value == "No Docker engine answers. Start it."
