"""Runs inside the image build, with the base's own Python: lays out what the final stages copy.

    /build/system           the interpreter, its standard library and the shared libraries they need
    /build/packages/<tier>  packages, each in the first tier whose requirement file names it

The final stages start from nothing, so what is not collected here is not in an image: no pip, no
compiler, no shell, no package manager, no file with a setuid bit.
"""

from __future__ import annotations

import compileall
import os
import re
import shutil
import site
import subprocess
import sys
import sysconfig
from collections.abc import Iterable, Iterator
from importlib.metadata import distributions
from pathlib import Path
from py_compile import PycInvalidationMode

BUILD = Path("/build")
LIBRARY = "/opt/lib"  # where packages and our own code lie in the final images
TIERS = ("runner-scratch", "runner", "judge")  # each holds the ones before it
PROGRAMS = ("env", "lscpu")  # env clears the environment at the start; joblib counts cores by lscpu
UNUSED_STDLIB = (
    *("__pycache__", "site-packages", "dist-packages", "sitecustomize.py", "config-*"),
    *("test", "idlelib", "tkinter", "turtledemo", "turtle.py", "pydoc_data", "ensurepip", "venv"),
    *("EXTERNALLY-MANAGED", "LICENSE.txt"),
)
UNUSED_IN_PACKAGES = ("tests", "include", "*.pyi", "*.pxd", "*.a", "*.h", "*.pyx", "*.pyx.tp")
ACCOUNTS = {
    "passwd": "root:x:0:0:root:/:/bin/false\nnobody:x:65534:65534:nobody:/tmp:/bin/false\n",
    "group": "root:x:0:\nnogroup:x:65534:\n",
}


def main() -> None:
    """Install, sort into tiers, collect the system, compile."""
    say("installing packages")
    installed = BUILD / "installed"
    install(BUILD / "requirements-judge.txt", installed)
    for tier in TIERS:
        move_tier(installed, BUILD / f"requirements-{tier}.txt", BUILD / "packages" / tier)
    say("collecting the interpreter and its libraries")
    collect_system(BUILD / "system")
    say("compiling")
    compile_tree(BUILD)


def say(text: str) -> None:
    """Print a line that the host shows as progress."""
    print(f"progress: {text}", flush=True)


def install(requirements: Path, target: Path) -> None:
    """Install pinned wheels from the build context; every hash is checked and no index is asked."""
    pip = [sys.executable, "-m", "pip", "install", "--quiet", "--root-user-action=ignore"]
    source = ["--no-index", f"--find-links={BUILD}/wheels", "--only-binary=:all:"]
    pinned = ["--require-hashes", "--requirement", str(requirements)]
    layout = ["--no-compile", "--no-cache-dir", f"--target={target}"]
    subprocess.run([*pip, *source, *pinned, *layout], check=True)


def move_tier(installed: Path, requirements: Path, tier: Path) -> None:
    """Move the packages that `requirements` names, and no earlier tier took, to `tier`."""
    pins = re.findall(r"^([\w.-]+)==", requirements.read_text(), re.MULTILINE)
    names = {canonical(name) for name in pins}
    tier.mkdir(parents=True)
    for distribution in list(distributions(path=[str(installed)])):
        if canonical(distribution.metadata["Name"]) not in names:
            continue
        for top in sorted({file.parts[0] for file in distribution.files or ()} - {"..", "bin"}):
            shutil.move(installed / top, tier / top)
    for path in list(matching(tier, UNUSED_IN_PACKAGES)):
        shutil.rmtree(path) if path.is_dir() else path.unlink()


def canonical(name: str) -> str:
    """The normalised form of a distribution's name."""
    return re.sub(r"[-_.]+", "-", name).lower()


def matching(tree: Path, patterns: Iterable[str]) -> Iterator[Path]:
    """Files and folders below `tree` whose name fits; nothing inside a folder that does."""
    for path in sorted(tree.iterdir()):
        if any(path.match(pattern) for pattern in patterns):
            yield path
        elif path.is_dir() and not path.is_symlink():
            yield from matching(path, patterns)


def collect_system(root: Path) -> None:
    """Copy the interpreter, its library, two programs, and what these and the packages link to."""
    for folder in ("bin", "sbin", "lib", "lib64"):
        if Path("/", folder).is_symlink():
            copy(root, Path("/", folder))
    stdlib = Path(sysconfig.get_path("stdlib"))
    shutil.copytree(stdlib, within(root, stdlib), ignore=shutil.ignore_patterns(*UNUSED_STDLIB))
    programs = [Path(found) for name in PROGRAMS if (found := shutil.which(name))]
    binaries = [Path(sys.executable).resolve(), *programs]
    for path in {Path(sys.executable), *binaries, *libraries([*binaries, *BUILD.rglob("*.so*")])}:
        copy(root, path)
    extra = within(root, Path(site.getsitepackages()[0], "grader.pth"))
    extra.parent.mkdir(parents=True)
    extra.write_text(f"{LIBRARY}\n")
    write_etc(root)
    within(root, Path("/tmp")).mkdir(mode=0o1777)
    within(root, Path("/tmp")).chmod(0o1777)


def write_etc(root: Path) -> None:
    """The two accounts, and the loader's cache of the libraries collected."""
    etc = root / "etc"
    etc.mkdir(exist_ok=True)
    for name, text in ACCOUNTS.items():
        (etc / name).write_text(text)
    if Path("/etc/ld.so.conf.d").is_dir():
        shutil.copytree("/etc/ld.so.conf.d", etc / "ld.so.conf.d")
        shutil.copy("/etc/ld.so.conf", etc)
    subprocess.run(["ldconfig", "-r", str(root)], check=True)


def libraries(binaries: Iterable[Path]) -> Iterator[Path]:
    """The system's shared libraries, the loader included, that any of `binaries` is linked to."""
    files = [str(path) for path in binaries if path.is_file()]
    listing = subprocess.run(["ldd", *files], capture_output=True, text=True, check=False).stdout
    for found in sorted(set(re.findall(r"(/\S+) \(0x", listing))):
        if not found.startswith(f"{BUILD}/"):
            yield Path(found)


def copy(root: Path, path: Path) -> None:
    """Copy `path` to the same place below `root`; of a link, the link and what it points to."""
    path = path.parent.resolve() / path.name
    target = within(root, path)
    if target.is_symlink() or target.exists():
        return
    target.parent.mkdir(parents=True, exist_ok=True)
    shutil.copy2(path, target, follow_symlinks=False)
    if path.is_symlink():
        copy_link_target(root, path)
    else:
        target.chmod(0o755)  # a setuid bit would not survive even if a program had one


def copy_link_target(root: Path, link: Path) -> None:
    pointed = link.parent / os.readlink(link)
    if pointed.is_dir():
        within(root, pointed).mkdir(parents=True, exist_ok=True)
    else:
        copy(root, pointed)


def within(root: Path, path: Path) -> Path:
    """The place of the absolute `path` below `root`."""
    return root / path.relative_to("/")


def compile_tree(tree: Path) -> None:
    """Compile every module below `tree` now: the containers' roots are read-only."""
    unchecked = PycInvalidationMode.UNCHECKED_HASH  # nobody edits a source there
    compileall.compile_dir(tree, maxlevels=50, quiet=2, workers=0, invalidation_mode=unchecked)


if __name__ == "__main__":
    compile_tree(Path(sys.argv[1])) if sys.argv[1:] else main()
