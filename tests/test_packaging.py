"""What the wheel and the sdist hold, and that an installed wheel works away from the checkout."""

from __future__ import annotations

import os
import subprocess
import sys
import sysconfig
import tarfile
import zipfile
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

import pytest

from grader import __version__
from sandbox.docker.recipe import TARGETS, ImageInputs, tag

CHECKOUT = Path(__file__).parents[1]
NEVER = {"tests", "problems", "solutions", "bench", "hidden", "inputs.py"}


@dataclass(frozen=True)
class Built:
    wheel: Path
    sdist: Path


def run(*command: str | Path, cwd: Path) -> str:
    """The output of a command that must succeed, in an environment without our paths."""
    environment = {k: v for k, v in os.environ.items() if not k.startswith(("PYTHON", "VIRTUAL"))}
    done = subprocess.run(command, cwd=cwd, env=environment, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Built:
    """Both distributions; the wheel is built from the sdist, as an index's user would."""
    out = tmp_path_factory.mktemp("dist")
    build = (sys.executable, "-m", "build", "--no-isolation", "--outdir", out, CHECKOUT)
    run(*build, cwd=out)
    (wheel,), (sdist,) = out.glob("*.whl"), out.glob("*.tar.gz")
    return Built(wheel, sdist)


@pytest.fixture(scope="module")
def installed(built: Built, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of programs of a fresh environment with the wheel; dependencies are borrowed."""
    venv = tmp_path_factory.mktemp("elsewhere") / "venv"
    run(sys.executable, "-m", "venv", "--without-pip", venv, cwd=venv.parent)
    python = venv / "bin" / "python"
    pip = (sys.executable, "-m", "pip", "--python", python, "install", "--quiet", "--no-index")
    run(*pip, "--no-deps", built.wheel, cwd=venv.parent)
    where = "import sysconfig; print(sysconfig.get_path('purelib'))"
    packages = Path(run(python, "-c", where, cwd=venv.parent).strip())
    (packages / "borrowed.pth").write_text(sysconfig.get_path("purelib") + "\n")
    return python.parent


def names(built: Path) -> list[PurePosixPath]:
    """The files of a distribution, without the sdist's outer folder."""
    if built.suffix == ".whl":
        with zipfile.ZipFile(built) as wheel:
            return [PurePosixPath(name) for name in wheel.namelist()]
    with tarfile.open(built) as sdist:
        return [PurePosixPath(*PurePosixPath(name).parts[1:]) for name in sdist.getnames()]


@pytest.mark.parametrize("kind", ["wheel", "sdist"])
def test_no_hidden_test_input_or_solution_is_distributed(built: Built, kind: str) -> None:
    found = names(getattr(built, kind))
    assert len(found) > 20
    assert [str(name) for name in found if NEVER & set(name.parts)] == []


def test_the_wheel_holds_two_packages_and_its_metadata(built: Built) -> None:
    tops = {name.parts[0] for name in names(built.wheel)}
    assert tops == {"grader", "sandbox", f"boundary_grader-{__version__}.dist-info"}


def test_the_sdist_holds_what_builds_the_wheel(built: Built) -> None:
    tops = {name.parts[0] for name in names(built.sdist)}
    needed = {"grader", "sandbox", "cli.py", "pyproject.toml", "README.md", "PKG-INFO"}
    assert needed <= tops <= needed | {".gitignore"}


def test_every_file_of_the_packages_is_in_the_wheel(built: Built) -> None:
    def ours(path: Path) -> bool:
        return path.is_file() and path.suffix != ".pyc"

    folders = [CHECKOUT / "grader", CHECKOUT / "sandbox"]
    files = [path for folder in folders for path in folder.rglob("*") if ours(path)]
    expected = {path.relative_to(CHECKOUT).as_posix() for path in files} | {"grader/cli.py"}
    assert "sandbox/image/Dockerfile" in expected
    assert "sandbox/image/requirements-judge.txt" in expected
    assert expected <= {str(name) for name in names(built.wheel)}


def test_an_installed_wheel_runs(installed: Path, tmp_path: Path) -> None:
    where = run(installed / "python", "-c", "import grader; print(grader.__file__)", cwd=tmp_path)
    assert Path(where).is_relative_to(installed.parent)
    assert __version__ in run(installed / "grader", "--version", cwd=tmp_path)
    assert __version__ in run(installed / "python", "-m", "grader", "--version", cwd=tmp_path)


def test_an_installed_wheel_grades_from_a_bank_elsewhere(installed: Path, tmp_path: Path) -> None:
    bank = CHECKOUT / "problems"
    assert "fill-none" in run(installed / "grader", "list", "--bank", bank, cwd=tmp_path)


def test_an_installed_wheel_makes_the_images_of_the_checkout(
    installed: Path, tmp_path: Path
) -> None:
    program = (
        "from pathlib import Path; import grader; from sandbox.docker.recipe import *\n"
        "inputs = ImageInputs('base', Path(grader.__file__).parent / 'judge')\n"
        "print(*(tag(target, inputs) for target in TARGETS))"
    )
    inputs = ImageInputs("base", CHECKOUT / "grader" / "judge")
    expected = [tag(target, inputs) for target in TARGETS]
    assert run(installed / "python", "-c", program, cwd=tmp_path).split() == expected
