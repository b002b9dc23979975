"""The images of judge and runner in the engine: present or not, building, clearing away.

An image is present when its tag (see `recipe`) is here and was made from the base that is here:
the base's id is a label on it. So a newer base rebuilds, and a base that was removed does not.
"""

from __future__ import annotations

import os
import re
import tempfile
from collections import deque
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sandbox.docker import wheels
from sandbox.docker.recipe import (
    ALL_REQUIREMENTS,
    TARGETS,
    ImageInputs,
    Target,
    context_digest,
    digest,
    packages_digest,
    tag,
    write_context,
)
from sandbox.docker.wheels import ImageError

if TYPE_CHECKING:
    from docker import APIClient

__all__ = [
    "TARGETS",
    "ImageError",
    "ImageInputs",
    "Leftover",
    "Target",
    "build",
    "digest",
    "ensure",
    "leftovers",
    "present",
    "prune",
    "resolve_base",
    "tag",
]

DEFAULT_BASE = "python:3.13-slim"
BASE_VARIABLE = "GRADER_BASE_IMAGE"
LOCAL_BASE = "grader-base"  # repository of bases made on this machine
IMAGE_LABEL = "grader.image"
BASE_LABEL = "grader.base"
STAGE_LABEL = "grader.stage"  # set by the Dockerfile

Progress = Callable[[str], None]

_OUTPUT_LINES = 12
_COLOUR = re.compile(r"\x1b\[[0-9;]*m")  # the engine paints what a step wrote to stderr
_IN_USE = 409
_SPACE_HINT = "Free some space where the engine keeps its images; see `docker system df`."


@dataclass(frozen=True)
class Leftover:
    """An image of ours that no current tag names: a superseded one, or a stage of its build."""

    id: str
    names: tuple[str, ...]


def resolve_base(client: APIClient) -> str:
    """The base to build from; asks no registry.

    GRADER_BASE_IMAGE if set, else the default if it is here, else the newest `grader-base` made
    here, else the default, which `build` then pulls.
    """
    if chosen := os.environ.get(BASE_VARIABLE):
        return chosen
    if _inspect(client, DEFAULT_BASE) is None:
        own = [image for image in client.images(name=LOCAL_BASE) if _names(image)]
        if own:
            return _names(max(own, key=lambda image: int(image["Created"])))[0]
    return DEFAULT_BASE


def present(client: APIClient, target: Target, inputs: ImageInputs) -> bool:
    """Whether the current image of `target` is here, made from the base that is (if one is)."""
    return _current(client, target, inputs) is not None


def ensure(client: APIClient, target: Target, inputs: ImageInputs, progress: Progress) -> str:
    """The id of the current image of `target`, built when absent. Raises ImageError."""
    with _engine_faults("looking for the image"):
        current = _current(client, target, inputs)
    return current or build(client, target, inputs, progress)


def build(client: APIClient, target: Target, inputs: ImageInputs, progress: Progress) -> str:
    """Build the image of `target` and answer its id; `progress` gets lines. Raises ImageError."""

    def say(text: str) -> None:
        progress(f"{target}: {text}")

    base = _base_image(client, inputs.base, say)
    say(f"base {inputs.base}")
    packages = wheels.fetch(ALL_REQUIREMENTS, base["Architecture"], say)
    name = tag(target, inputs)
    with tempfile.TemporaryFile() as context, _engine_faults("building"):
        write_context(context, inputs, packages)
        context.seek(0)
        chunks = client.build(
            fileobj=context,
            custom_context=True,
            decode=True,
            tag=name,
            target=target,
            buildargs={
                "BASE": inputs.base,
                "PACKAGES": packages_digest(inputs),
                "CONTEXT": context_digest(inputs),
            },
            labels={IMAGE_LABEL: target, BASE_LABEL: base["Id"]},
            network_mode="none",
            rm=True,
            forcerm=True,
        )
        _follow(chunks, target, say)
        built = _inspect(client, name)
    if built is None:
        raise ImageError(f"{name} was built but is not there", "Was it removed meanwhile?")
    return str(built["Id"])


def leftovers(client: APIClient, inputs: ImageInputs) -> list[Leftover]:
    """Our superseded images. Stages of the current build are its cache and not among them."""
    named = (_inspect(client, tag(target, inputs)) for target in TARGETS)
    current = {image["Id"] for image in named if image is not None}
    fresh = {packages_digest(inputs), context_digest(inputs)}
    images = client.images(filters={"label": IMAGE_LABEL})
    stages = client.images(filters={"label": STAGE_LABEL, "dangling": True})
    old = [image for image in images if image["Id"] not in current]
    old += [image for image in stages if image["Labels"][STAGE_LABEL] not in fresh]
    return list({image["Id"]: Leftover(image["Id"], _names(image)) for image in old}.values())


def prune(client: APIClient, inputs: ImageInputs) -> list[Leftover]:
    """Remove what `leftovers` lists and answer what went; an image in use stays."""
    from docker.errors import APIError, ImageNotFound

    removed = []
    for leftover in leftovers(client, inputs):
        try:
            for name in leftover.names or (leftover.id,):
                client.remove_image(name)
        except ImageNotFound:
            pass  # went with another one
        except APIError as error:
            if error.status_code != _IN_USE:
                raise
            continue
        removed.append(leftover)
    return removed


def _current(client: APIClient, target: Target, inputs: ImageInputs) -> str | None:
    image = _inspect(client, tag(target, inputs))
    if image is None:
        return None
    base = _inspect(client, inputs.base)
    if base is not None and image["Config"]["Labels"].get(BASE_LABEL) != base["Id"]:
        return None
    return str(image["Id"])


def _inspect(client: APIClient, name: str) -> dict[str, Any] | None:
    from docker.errors import ImageNotFound

    try:
        return dict(client.inspect_image(name))  # type: ignore[no-untyped-call]  # a gap of the stubs
    except ImageNotFound:
        return None


def _names(image: Mapping[str, Any]) -> tuple[str, ...]:
    return tuple(name for name in image["RepoTags"] or () if name != "<none>:<none>")


def _base_image(client: APIClient, base: str, say: Progress) -> dict[str, Any]:
    """What the engine knows of the base, pulled when it is not here. Raises ImageError."""
    with _engine_faults("looking for the base image"):
        image = _inspect(client, base)
        if image is not None:
            return image
        say(f"pulling base {base}")
        reason = _pull(client, base)
        image = _inspect(client, base)
    if image is None:
        raise ImageError(
            f"the base image {base} is not here and could not be pulled: {reason}",
            "In a checkout, `./dev base` makes one from Debian packages; "
            f"{BASE_VARIABLE} names another one.",
        )
    return image


def _pull(client: APIClient, base: str) -> str:
    """Pull `base`; answer why it failed, if it did."""
    from docker.errors import APIError

    name, colon, version = base.rpartition(":")
    if not colon or "/" in version or "@" in base:  # no tag: the engine would pull every one
        name, version = base, "" if "@" in base else "latest"
    try:
        lines = client.pull(name, tag=version or None, stream=True, decode=True)
        return next((str(line["error"]) for line in lines if "error" in line), "")
    except APIError as error:
        return str(error.explanation)


def _follow(chunks: Iterator[dict[str, Any]], target: Target, say: Progress) -> None:
    """Read the engine's account of a build to its end. Raises ImageError when a step fails."""
    step, output = "before its first step", deque[str](maxlen=_OUTPUT_LINES)
    for chunk in chunks:
        for line in _COLOUR.sub("", str(chunk.get("stream", ""))).splitlines():
            if found := re.match(r"Step (\d+/\d+) : (.*)", line):
                step = f"at step {found[1]} ({found[2][:60]})"
                output.clear()
                if found[2].startswith(("RUN", "COPY")):  # the others take no time
                    say(f"step {found[1]} {found[2][:60]}")
            elif line.startswith("progress: "):
                say(line.removeprefix("progress: "))
            elif line.strip() and not line.startswith(" --->"):
                output.append(line)
        if reason := chunk.get("error"):
            raise _build_error(f"{target} failed {step}", "\n".join([*output, str(reason)]))


def _build_error(what: str, output: str) -> ImageError:
    if _is_disk_full(output):
        return ImageError(f"the disk is full: building the image of the {what}", _SPACE_HINT)
    return ImageError(
        f"building the image of the {what}:\n{output}",
        f"Is the base a Debian with Python {wheels.PYTHON} and pip?",
    )


def _is_disk_full(text: str) -> bool:
    return "no space left on device" in text.lower()


@contextmanager
def _engine_faults(doing: str) -> Iterator[None]:
    """Turn the ways in which an engine goes wrong into an ImageError."""
    from docker.errors import DockerException
    from requests.exceptions import RequestException

    try:
        yield
    except (DockerException, RequestException) as error:
        if _is_disk_full(str(error)):
            raise ImageError(f"the disk is full ({doing})", _SPACE_HINT) from error
        raise ImageError(
            f"the Docker engine failed while {doing}: {error}", "Is it still running?"
        ) from error
