"""Every isolation of the local engine, as root and as an ordinary user, held to scenarios.py."""

from __future__ import annotations

import functools
import json
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import msgpack
import pytest

from sandbox.local.engine import BACKENDS
from sandbox.local.layout import reachable_by_others

HERE = Path(__file__).resolve().parent
SOURCES = HERE.parents[2] / "sandbox"
ORDINARY_USER = 65533
PROGRAMS = (
    "agent.py",
    "echo.py",
    "scenarios.py",
    "local_world.py",
    "local_isolation.py",
    "local_life.py",
)
NAMES = [
    line.strip().rstrip(",").rpartition(".")[2]
    for line in (HERE / "scenarios.py").read_text().partition("SCENARIOS = (\n")[2].splitlines()
]
SCENARIOS = NAMES[: NAMES.index(")")]


@pytest.fixture(scope="module")
def installation() -> Iterator[Path]:
    """Package and scenarios where every user can read them, beside a file for nobody inside."""
    with tempfile.TemporaryDirectory(prefix="sandbox-tests-") as name:
        folder = Path(name)
        folder.chmod(0o755)
        shutil.copytree(SOURCES, folder / "sandbox", ignore=shutil.ignore_patterns("__pycache__"))
        for name in PROGRAMS:
            shutil.copy(HERE / name, folder)
        shutil.copytree(Path(msgpack.__file__).parent, folder / "msgpack")
        (folder / "secret.txt").write_text("expected values")
        python = public_python()
        if python is not None:  # as an installer does: otherwise every start of a sandbox compiles
            subprocess.run([python, "-m", "compileall", "-q", str(folder / "sandbox")], check=True)
        subprocess.run(["chmod", "-R", "a+rX", str(folder)], check=True)
        yield folder


@functools.cache
def public_python() -> str | None:
    """An interpreter, recent enough, that every user can start."""
    for path in (os.path.realpath(sys.executable), "/usr/local/bin/python3", "/usr/bin/python3"):
        if Path(path).exists() and reachable_by_others(os.path.realpath(path)):
            test = "import sys; sys.exit(sys.version_info < (3, 11))"
            if subprocess.run([path, "-c", test], check=False).returncode == 0:
                return path
    return None


@functools.cache
def outcomes(folder: Path, backend: str, ordinary: bool) -> dict[str, str]:
    python = public_python()
    if python is None:
        return {"unavailable": "no Python that every user can start"}
    become = {"user": ORDINARY_USER, "group": ORDINARY_USER, "extra_groups": ()} if ordinary else {}
    ended = subprocess.run(
        [python, "-B", str(folder / "scenarios.py"), backend],
        capture_output=True,
        env={"PATH": os.environ["PATH"], "SECRET": "of the grader"},
        cwd="/",
        timeout=120,
        check=False,
        **become,  # type: ignore[call-overload]  # the keywords differ in type
    )
    assert ended.stdout, ended.stderr.decode()
    found: dict[str, str] = json.loads(ended.stdout)
    return found


@pytest.mark.parametrize("scenario", SCENARIOS)
@pytest.mark.parametrize("user", ["self", "ordinary"])
@pytest.mark.parametrize("backend", list(BACKENDS))
def test_scenario(installation: Path, backend: str, user: str, scenario: str) -> None:
    if user == "ordinary" and os.getuid() != 0:
        pytest.skip("only root can become another user; this user is ordinary already")
    found = outcomes(installation, backend, user == "ordinary")
    if "unavailable" in found and "CI" not in os.environ:
        pytest.skip(found["unavailable"])
    assert found[scenario] == ""
