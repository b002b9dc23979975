"""The local engine with the libraries of a real runner, the trusted judge, and its refusals."""

from __future__ import annotations

import json
import os
import sys
import textwrap
from collections.abc import Iterator
from pathlib import Path

import pytest

from sandbox.engine import EngineUnavailable, Limits, Program, Sandbox, SandboxError, SandboxLost
from sandbox.local import packages
from sandbox.local.engine import LocalEngine
from sandbox.local.inside.monitor import descendants


@pytest.fixture(scope="module")
def sources(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A program that tells which modules it can import."""
    program = tmp_path_factory.mktemp("sources") / "importer.py"
    program.write_text(
        textwrap.dedent("""
            import importlib.util, json, sys
            names = ("numpy", "pandas", "msgpack", "sklearn", "scipy", "pytest", "grader", "click")
            found = [name for name in names if importlib.util.find_spec(name)]
            import numpy, pandas
            print(json.dumps([found, float(pandas.Series(numpy.ones(3)).sum()), sys.path[:2]]))
        """)
    )
    return program


@pytest.fixture(scope="module")
def engine(sources: Path) -> Iterator[LocalEngine]:
    chosen = LocalEngine(packages={"importer.py": sources})
    try:
        chosen.prepare(("judge", "runner", "runner-scratch"))
    except EngineUnavailable as error:
        if "CI" in os.environ:
            raise
        pytest.skip(f"{error} {error.hint}")
    yield chosen
    chosen.close()


def everything(sandbox: Sandbox) -> bytes:
    output = b""
    try:
        while True:
            output += sandbox.receive()
    except SandboxLost:
        return output


@pytest.mark.parametrize(
    ("image", "learning"), [("runner", ["sklearn", "scipy"]), ("runner-scratch", [])]
)
def test_libraries_of_the_images(engine: LocalEngine, image: str, learning: list[str]) -> None:
    sandbox = engine.start(Program(image, "importer", Limits()))
    output = everything(sandbox)
    assert output, sandbox.diagnosis()
    sandbox.close()
    found, total, path = json.loads(output)
    assert found == ["numpy", "pandas", "msgpack", *learning]
    assert total == 3.0
    assert path == ["/opt/lib", "/opt/site"]


def test_judge_reaches_the_installation_and_has_a_clean_environment(
    engine: LocalEngine, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SECRET", "of the shell")
    before = descendants(os.getpid())
    sandbox = engine.start(Program("judge", "sandbox.local.inside.probe", Limits()))
    seen = json.loads(sandbox.receive())
    assert seen["seccomp"] == 0
    assert seen["environment"] == 0
    assert sandbox.usage().cpu_seconds is not None
    sandbox.close()
    assert descendants(os.getpid()) == before


def test_judge_that_fails_to_start_says_why(engine: LocalEngine) -> None:
    sandbox = engine.start(Program("judge", "no.such.module", Limits()))
    assert everything(sandbox) == b""
    assert "No module named" in sandbox.diagnosis()
    sandbox.close()


def test_closing_the_engine_ends_its_sandboxes() -> None:
    engine = LocalEngine()
    before = descendants(os.getpid())
    engine.start(Program("judge", "sandbox.local.inside.probe", Limits()))
    assert descendants(os.getpid()) != before
    engine.close()
    assert descendants(os.getpid()) == before


def test_facts_and_gaps_are_told(engine: LocalEngine) -> None:
    assert engine.facts()["engine"] == "local (practice)"
    assert engine.facts()["numpy"]
    assert engine.describe()["network"].startswith("none")
    assert engine.cannot_stop


def test_missing_libraries_are_named() -> None:
    engine = LocalEngine(libraries=("numpy", "no-such-distribution"))
    with pytest.raises(EngineUnavailable, match="no-such-distribution") as unavailable:
        engine.prepare(("runner",))
    assert "pip install" in unavailable.value.hint
    engine.close()


def test_other_systems_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "platform", "darwin")
    engine = LocalEngine(libraries=())
    with pytest.raises(EngineUnavailable, match="needs Linux"):
        engine.prepare(("runner",))
    engine.close()


def test_unknown_image() -> None:
    engine = LocalEngine()
    with pytest.raises(SandboxError, match="no image 'other'"):
        engine.prepare(("other",))
    engine.close()


def test_kernel_without_isolation_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("shutil.which", lambda _: None)
    engine = LocalEngine("bubblewrap", libraries=())
    with pytest.raises(EngineUnavailable, match="no isolation") as unavailable:
        engine.prepare(("runner",))
    assert "bubblewrap is not installed" in unavailable.value.hint
    engine.close()


def test_entries_leave_out_what_was_not_asked_for() -> None:
    shown = packages.entries(("pandas",))
    assert {"pandas", "numpy", "dateutil"} <= set(shown)
    assert not {"pytest", "click", "grader", "sklearn", ".."} & set(shown)
    assert all(path.exists() for path in shown.values())
