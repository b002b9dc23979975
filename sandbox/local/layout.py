"""What a sandboxed program sees of this machine's files: Python, chosen packages, our runner."""

from __future__ import annotations

import os
import site
import sys
import sysconfig
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

import sandbox

LIBRARY = "/opt/lib"  # our own packages
PACKAGES = "/opt/site"  # NumPy and the like
SYSTEM = ("/usr", "/bin", "/sbin", "/lib", "/lib32", "/lib64", "/libx32")
LOADER = ("/etc/ld.so.cache", "/etc/alternatives")
SCRATCH, SHARED_MEMORY = "/tmp", "/dev/shm"  # noqa: S108 - paths inside, of file systems of its own

_OURS = ("__init__.py", "wire", "runner", "local/__init__.py", "local/inside")


@dataclass(frozen=True)
class View:
    """Host paths are real paths. `hidden` are directories inside the trees that must look empty."""

    trees: tuple[tuple[str, str], ...]
    links: tuple[tuple[str, str], ...]
    hidden: tuple[str, ...]
    python: str
    module_path: tuple[str, ...] = (LIBRARY, PACKAGES)


def view(installed: Mapping[str, Path], extra: Mapping[str, Path]) -> View:
    """The view for site-packages entries and further files of ours, both name → host path."""
    base = os.path.realpath(sys.base_prefix)
    trees: dict[str, str] = {}
    links: dict[str, str] = {}
    for path in SYSTEM:
        if os.path.islink(path):
            links[path] = os.readlink(path)
        elif os.path.isdir(path):
            trees[path] = path
    for path in (*LOADER, base, _store(base)):
        if path and os.path.exists(path) and not within(path, trees):
            trees[path] = os.path.realpath(path)
    shown = dict(trees)
    package = Path(sandbox.__file__).resolve().parent
    ours = {f"sandbox/{name}": package / name for name in _OURS if (package / name).exists()}
    for folder, items in ((LIBRARY, {**ours, **extra}), (PACKAGES, installed)):
        trees.update({f"{folder}/{name}": str(path.resolve()) for name, path in items.items()})
    return View(
        trees=tuple((source, target) for target, source in trees.items()),
        links=tuple(links.items()),
        hidden=tuple(path for path in _private_directories() if within(path, shown)),
        python=_interpreter(base),
    )


def _interpreter(base: str) -> str:
    """The real interpreter: that of a virtual environment leads back into the environment."""
    named = getattr(sys, "_base_executable", None) or sys.executable
    real = os.path.realpath(named)
    usual = os.path.join(base, "bin", f"python{sys.version_info[0]}.{sys.version_info[1]}")
    return real if within(real, (base, *SYSTEM)) else usual


def _store(base: str) -> str:
    """Where the interpreter's libraries live, if neither in its prefix nor in the system."""
    return "/nix/store" if base.startswith("/nix/store/") else ""


def _private_directories() -> list[str]:
    """Directories that may hold a candidate's tools, or this grader and its problems."""
    paths = {*site.getsitepackages(), site.getusersitepackages(), sysconfig.get_path("purelib")}
    paths |= set(site.getsitepackages([sys.base_prefix, "/usr", "/usr/local"]))
    paths |= {"/usr/lib/python3/dist-packages", "/usr/local/src", "/usr/src"}
    root = Path(sandbox.__file__).resolve().parent.parent
    if (root / "cli.py").exists() or (root / "pyproject.toml").exists():
        paths.add(str(root))
    real = sorted({os.path.realpath(path) for path in paths if os.path.isdir(path)})
    return [path for path in real if not within(path, [p for p in real if p != path])]


def within(path: str, trees: Iterable[str]) -> bool:
    """Whether `path` is one of the trees or below one."""
    return any(path == tree or path.startswith(tree.rstrip("/") + "/") for tree in trees)


def reachable_by_others(path: str) -> bool:
    """Whether an ordinary user may pass through every directory above `path`."""
    return all(os.stat(parent).st_mode & 0o001 for parent in Path(path).parents)


def readable_parts(trees: Iterable[str], hidden: Iterable[str]) -> tuple[list[str], list[str]]:
    """Trees without what is hidden, as (paths to read whole, directories only to list).

    Landlock allows but does not take back: a tree with something hidden is allowed in pieces.
    """
    hidden = list(hidden)
    readable: list[str] = []
    listable: list[str] = []
    for tree in trees:
        inside = [path for path in hidden if within(path, [tree])]
        if not inside:
            readable.append(tree)
        elif tree not in inside:
            listable.append(tree)
            pieces = [os.path.join(tree, name) for name in sorted(os.listdir(tree))]
            whole, parts = readable_parts([p for p in pieces if not os.path.islink(p)], inside)
            readable.extend(whole)
            listable.extend(parts)
    return readable, listable
