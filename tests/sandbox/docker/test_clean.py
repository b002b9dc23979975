"""Whose containers are orphans."""

from __future__ import annotations

import os
import subprocess
import sys
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from sandbox.docker import clean
from sandbox.docker.clean import Owner, is_gone, parse_owner, this_process
from sandbox.engine import SandboxError

HERE = this_process()


def test_a_label_and_back() -> None:
    assert parse_owner(HERE.label()) == HERE


@pytest.mark.parametrize("label", ["", "1234", "a/b/c/d/e", "a/b/c/1/e/f"])
def test_a_label_that_is_not_ours(label: str) -> None:
    assert parse_owner(label) is None


def test_this_process_lives() -> None:
    assert not is_gone(HERE, running=True, here=HERE)


def test_another_process_of_the_same_number_is_not_the_owner() -> None:
    assert is_gone(replace(HERE, started="1"), running=True, here=HERE)


def test_a_process_that_ended_and_one_that_nobody_waited_for() -> None:
    with subprocess.Popen([sys.executable, "-c", ""], stdout=subprocess.PIPE) as child:
        assert child.stdout is not None
        child.stdout.read()
        os.waitid(os.P_PID, child.pid, os.WEXITED | os.WNOWAIT)
        owner = replace(HERE, pid=child.pid, started="5")
        assert is_gone(owner, running=True, here=HERE)
    assert is_gone(owner, running=True, here=HERE)


def test_a_process_that_hides_its_start_lives() -> None:
    assert not is_gone(replace(HERE, started="1"), running=True, here=HERE, proc=Path("/nowhere"))


@pytest.mark.parametrize("other", [{"machine": "elsewhere"}, {"namespace": "pid:[1]"}])
def test_of_other_machines_nothing_is_known(other: dict[str, str]) -> None:
    owner = replace(HERE, pid=2**22 + 1, **other)
    assert not is_gone(owner, running=False, here=HERE)


def test_after_a_reboot() -> None:
    owner = replace(HERE, boot="earlier")
    assert is_gone(owner, running=False, here=HERE)
    assert not is_gone(owner, running=True, here=HERE)


class FakeEngine:
    """Lists and removes containers; `refusals` are raised first."""

    def __init__(self, *owners: Owner, refusals: tuple[Exception, ...] = ()) -> None:
        self.left = {f"c{i}": owner for i, owner in enumerate(owners)}
        self._refusals = list(refusals)

    def containers(self, **_: Any) -> list[dict[str, Any]]:
        return [
            {"Id": id, "Names": [f"/{id}"], "State": "running", "Labels": {clean.OWNER: o.label()}}
            for id, o in self.left.items()
        ]

    def remove_container(self, container: str, **_: Any) -> None:
        if self._refusals:
            raise self._refusals.pop(0)
        del self.left[container]


def refusal(status: int) -> Exception:
    from docker.errors import APIError, NotFound

    kind = NotFound if status == 404 else APIError
    answer: Any = SimpleNamespace(status_code=status)
    return kind("refused", response=answer, explanation="refused")


def test_only_orphans_are_swept() -> None:
    engine: Any = FakeEngine(HERE, replace(HERE, started="1"))
    assert clean.clean(engine, everything=False) == ["c1"]
    assert list(engine.left) == ["c0"]


def test_everything_means_everything() -> None:
    engine: Any = FakeEngine(HERE, replace(HERE, started="1"))
    assert clean.clean(engine, everything=True) == ["c0", "c1"]


def test_a_removal_that_is_under_way_is_waited_for() -> None:
    engine: Any = FakeEngine(HERE, refusals=(refusal(409), refusal(409)))
    clean.remove(engine, "c0")
    assert not engine.left


def test_a_container_that_is_gone_is_fine() -> None:
    engine: Any = FakeEngine(HERE, refusals=(refusal(404),))
    clean.remove(engine, "c0")


def test_a_removal_that_never_ends(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clean, "_REMOVAL_SECONDS", 0.0)
    engine: Any = FakeEngine(HERE, refusals=tuple(refusal(500) for _ in range(9)))
    with pytest.raises(SandboxError, match="could not remove the container c0"):
        clean.remove(engine, "c0")
