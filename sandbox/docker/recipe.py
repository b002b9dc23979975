"""What goes into the images of judge and runner, and the tag that follows from it. Asks no engine.

A tag holds a digest of everything that this project puts into the image (Dockerfile, pinned
requirements, our own sources) and of the *name* of the base. What the base contains is compared by
`sandbox.docker.image`.
"""

from __future__ import annotations

import hashlib
import io
import tarfile
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Literal

Target = Literal["judge", "runner", "runner-scratch"]

TARGETS: tuple[Target, ...] = ("runner-scratch", "runner", "judge")  # as the Dockerfile orders them

_SANDBOX = Path(__file__).parents[1]
_FOLDER = _SANDBOX / "image"
_RECIPE = ("Dockerfile", "assemble.py")
ALL_REQUIREMENTS = _FOLDER / "requirements-judge.txt"  # the judge has every package of the others


@dataclass(frozen=True)
class ImageInputs:
    """What the images are made from, apart from the files of `sandbox` itself.

    `base` is an image reference. `judge_package` is the folder of the judge's package; the
    `__init__.py` of its parent goes in too.
    """

    base: str
    judge_package: Path


def tag(target: Target, inputs: ImageInputs) -> str:
    """The name of the image: it changes exactly when something that goes in changes."""
    return f"grader-{target}:{digest(target, inputs)}"


def digest(target: Target, inputs: ImageInputs) -> str:
    """Twelve hex digits over the base's name and all files, names included, of one image."""
    return _digest(inputs.base, _recipe(target) | code(target, inputs))


def packages_digest(inputs: ImageInputs) -> str:
    """The same over what the packages of all images are made from."""
    return _digest(inputs.base, _recipe(*TARGETS))


def context_digest(inputs: ImageInputs) -> str:
    """The same over the whole build context, wheels aside: their digests are in it."""
    return _digest(inputs.base, _context(inputs))


def code(target: Target, inputs: ImageInputs) -> dict[str, Path]:
    """Our own sources in the image: the place below its library folder, and the file here."""
    found = {"sandbox/__init__.py": _SANDBOX / "__init__.py"}
    found |= _sources("sandbox/wire", _SANDBOX / "wire")
    if target != "judge":
        return found | _sources("sandbox/runner", _SANDBOX / "runner")
    package = inputs.judge_package
    parent = package.parent.name
    found[f"{parent}/__init__.py"] = package.parent / "__init__.py"
    return found | _sources(f"{parent}/{package.name}", package)


def write_context(out: IO[bytes], inputs: ImageInputs, wheels: list[Path]) -> None:
    """Write the build context, a tar with all that any target needs: so targets share a cache."""
    files = _context(inputs) | {f"wheels/{path.name}": path for path in wheels}
    with tarfile.open(fileobj=out, mode="w") as archive:
        for name, path in sorted(files.items()):
            content = path.read_bytes()
            # Root's, mode 0644 and without a date, whatever modes the checkout has.
            member = tarfile.TarInfo(name)
            member.size = len(content)
            archive.addfile(member, io.BytesIO(content))


def _context(inputs: ImageInputs) -> dict[str, Path]:
    files = _recipe(*TARGETS)
    kinds: tuple[Target, ...] = ("runner", "judge")  # both runners hold the same code
    for kind in kinds:
        files |= {f"code/{kind}/{name}": path for name, path in code(kind, inputs).items()}
    return files


def _recipe(*targets: Target) -> dict[str, Path]:
    names = (*_RECIPE, *(f"requirements-{target}.txt" for target in targets))
    return {name: _FOLDER / name for name in names}


def _sources(prefix: str, folder: Path) -> dict[str, Path]:
    paths = [path for path in folder.rglob("*") if path.is_file() and path.suffix != ".pyc"]
    return {f"{prefix}/{path.relative_to(folder).as_posix()}": path for path in paths}


def _digest(base: str, files: Mapping[str, Path]) -> str:
    total = hashlib.sha256(base.encode())
    for name, path in sorted(files.items()):
        content = path.read_bytes()
        total.update(f"\n{len(name)} {name} {len(content)}\n".encode())
        total.update(content)
    return total.hexdigest()[:12]
