"""Fetches the wheels of the images on the host, since the build itself has no network."""

from __future__ import annotations

import hashlib
import os
import re
import subprocess
import sys
import tempfile
from collections.abc import Callable, Mapping
from pathlib import Path

from platformdirs import user_cache_path

from sandbox.engine import SandboxError

PYTHON = "3.13"  # of the base image
_MACHINES = {"amd64": "x86_64", "arm64": "aarch64"}  # the engine's word: that of wheels
_GLIBC_MINORS = range(28, 4, -1)  # wheels for glibc 2.28 and older: any base with this Python fits


class ImageError(SandboxError):
    """An image could not be built: `message` says at which point, `hint` what to do."""


def fetch(requirements: Path, architecture: str, progress: Callable[[str], None]) -> list[Path]:
    """One wheel for each pin of `requirements`, from the user's cache or downloaded into it.

    `architecture` is the engine's word (amd64, arm64). Raises ImageError.
    """
    if architecture not in _MACHINES:
        known = ", ".join(_MACHINES)
        raise ImageError(f"there are no images for {architecture} engines", f"Known: {known}.")
    folder = cache_folder(architecture)
    wanted = pins(requirements.read_text(encoding="utf-8"))
    found = cached(folder, wanted)
    if len(found) < len(wanted):
        progress(f"downloading {len(wanted) - len(found)} packages")
        _download(requirements, folder, _MACHINES[architecture])
        found = cached(folder, wanted)
    if missing := sorted(wanted.keys() - found.keys()):
        raise ImageError(f"no wheel fits: {', '.join(missing)}", "Is the package index complete?")
    return [found[name] for name in sorted(found)]


def cache_folder(architecture: str) -> Path:
    """Where the wheels of one architecture are kept between builds."""
    return user_cache_path("boundary-grader") / "wheels" / f"{PYTHON}-{architecture}"


def pins(text: str) -> dict[str, frozenset[str]]:
    """The sha256 digests that a requirement file allows, by package name."""
    blocks = re.findall(r"^([\w.-]+)==([^#]*)", text, re.MULTILINE)
    return {name: frozenset(re.findall(r"sha256:([0-9a-f]{64})", rest)) for name, rest in blocks}


def cached(folder: Path, wanted: Mapping[str, frozenset[str]]) -> dict[str, Path]:
    """The wheels in `folder` whose digest is allowed, by package name."""
    here = {hashlib.sha256(path.read_bytes()).hexdigest(): path for path in folder.glob("*.whl")}
    return {name: here[one] for name, allowed in wanted.items() for one in allowed & here.keys()}


def _download(requirements: Path, folder: Path, machine: str) -> None:
    """Fetch wheels for the image's Python, not for this one's. Raises ImageError."""
    platforms = [f"--platform=manylinux_2_{minor}_{machine}" for minor in _GLIBC_MINORS]
    pip = [sys.executable, "-m", "pip", "download", "--quiet", "--no-input", "--retries=2"]
    target = ["--no-deps", "--implementation=cp", f"--python-version={PYTHON}", *platforms]
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=folder) as fresh:
            where = [f"--dest={fresh}", "--only-binary=:all:", "--require-hashes", "--requirement"]
            command = [*pip, *target, *where, str(requirements)]
            done = subprocess.run(command, capture_output=True, text=True, check=False)  # noqa: S603 - our own words
            if done.returncode:
                raise _download_error(done.stderr)
            for wheel in Path(fresh).glob("*.whl"):
                os.replace(wheel, folder / wheel.name)  # whole or not at all, to a build beside us
    except OSError as error:
        raise ImageError(f"the wheels' cache cannot be written: {error}", str(folder)) from error


def _download_error(output: str) -> ImageError:
    if "No space left" in output:
        return ImageError("the disk is full: the image's packages were not downloaded")
    if "No module named pip" in output:
        return ImageError("this Python has no pip, which fetches the image's packages", "Add pip.")
    last = "\n".join(output.strip().splitlines()[-3:])
    return ImageError(
        f"the image's packages could not be downloaded:\n{last}",
        "Building an image the first time needs a package index; pip's settings may name a mirror.",
    )
