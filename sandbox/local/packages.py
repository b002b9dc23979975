"""Which installed packages a sandbox may see: those that the runner's image would have.

A site-packages directory as a whole may hold this grader with its problems, or a candidate's own
tools, so packages are shown one by one, chosen by the requirements that they declare.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from importlib import metadata
from pathlib import Path

from sandbox.engine import EngineUnavailable

RUNNER_LIBRARIES = {
    "runner": ("msgpack", "numpy", "pandas", "scikit-learn"),
    "runner-scratch": ("msgpack", "numpy", "pandas"),
}
JUDGE_LIBRARIES = ("msgpack", "numpy", "pandas", "pytest")

_INSTALL_HINT = "Install the grader with its extra 'local': pip install '.[local]' in its checkout."


def missing(names: Iterable[str]) -> list[str]:
    """The distributions among `names` that are not installed."""
    return [name for name in names if _found(name) is None]


def require(names: Iterable[str], what: str) -> None:
    """Raises EngineUnavailable, naming what is not installed."""
    absent = missing(names)
    if absent:
        message = f"The local engine's {what} needs Python packages that are not installed: "
        raise EngineUnavailable(message + ", ".join(absent), _INSTALL_HINT)


def entries(names: Iterable[str]) -> dict[str, Path]:
    """Name in site-packages → real path, for these distributions and all that they require."""
    shown: dict[str, Path] = {}
    for distribution in _closure(names):
        root = Path(str(distribution.locate_file("")))
        for name in _top_level(distribution):
            if (root / name).exists():
                shown[name] = (root / name).resolve()
    return shown


def versions(names: Iterable[str]) -> dict[str, str]:
    """Installed versions, for the report."""
    found = {name: _found(name) for name in names}
    return {name: item.version for name, item in found.items() if item is not None}


def _found(name: str) -> metadata.Distribution | None:
    try:
        return metadata.distribution(name)
    except metadata.PackageNotFoundError:
        return None


def _closure(names: Iterable[str]) -> list[metadata.Distribution]:
    found: dict[str, metadata.Distribution] = {}
    waiting = list(names)
    while waiting:
        name = waiting.pop()
        distribution = None if name in found else _found(name)
        if distribution is not None:
            found[name] = distribution
            waiting.extend(_required(distribution))
    return list(found.values())


def _required(distribution: metadata.Distribution) -> list[str]:
    """Names only: what another platform requires is simply not installed. Extras are left out."""
    names = []
    for requirement in distribution.requires or ():
        match = re.match(r"[A-Za-z0-9._-]+", requirement)
        if match and "extra ==" not in requirement:
            names.append(match[0].lower().replace("_", "-"))
    return names


def _top_level(distribution: metadata.Distribution) -> set[str]:
    """Names directly in site-packages. Reads RECORD as text: parsing it takes 20 ms each."""
    record = distribution.read_text("RECORD")
    if record is None:
        listed = distribution.read_text("top_level.txt") or distribution.metadata["Name"]
        return set(listed.split())
    names = {line.split(",", 1)[0].split("/", 1)[0] for line in record.splitlines()}
    return names - {"..", "__pycache__", ""}
