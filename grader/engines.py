"""Chooses an engine, and tells an operator what state it is in."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from sandbox.drive import Load, Runner
from sandbox.engine import Engine, EngineUnavailable, Limits, Program, SandboxError

_JUDGE_PACKAGE: Final = Path(__file__).with_name("judge")
_NOTHING: Final = Load("", "nothing.py", ("nothing",), ())


@dataclass(frozen=True)
class StatusRow:
    """One observed fact; `ok` is False where something is missing or weaker than it should be."""

    name: str
    value: str
    ok: bool


def choose(name: str, notify: Callable[[str], None]) -> Engine:
    """The engine of a name; "auto" is Docker where it answers, else local. Raises SandboxError."""
    if name == "local":
        return _local()
    docker = _docker(notify)
    if name == "docker":
        return docker
    try:
        docker.prepare(())
    except EngineUnavailable as away:
        docker.close()
        notify(f"{away.message} Using the local engine: practice, not official.")
        return _local()
    return docker


def build(progress: Callable[[str], None]) -> list[str]:
    """Build the images that are missing or out of date; what was found or made, by target."""
    from sandbox.docker import image
    from sandbox.docker.connect import connect

    client = connect().client
    try:
        inputs = image.ImageInputs(image.resolve_base(client), _JUDGE_PACKAGE)
        lines = []
        for target in image.TARGETS:
            there = image.present(client, target, inputs)
            digest = image.ensure(client, target, inputs, progress)
            lines.append(
                f"{image.tag(target, inputs)} {'is up to date' if there else 'built'} ({digest[:19]})"
            )
    finally:
        client.close()
    return lines


def status() -> list[StatusRow]:
    """Engine, images and every control as observed inside a runner, for each engine that answers."""
    rows = _docker_status()
    rows += _local_status()
    return rows


def clean(everything: bool) -> list[str]:
    """Remove what dead graders left, and superseded images; with `everything` what live ones use too.

    Raises SandboxError when no Docker engine answers, after clearing up what the local engine left.
    """
    from sandbox.docker import clean as containers
    from sandbox.docker import image
    from sandbox.docker.connect import connect
    from sandbox.local import leftovers

    local = leftovers.sweep()
    removed = [f"{local} leftovers of the local engine"] if local else []
    client = connect().client
    try:
        removed += containers.clean(client, everything)
        inputs = image.ImageInputs(image.resolve_base(client), _JUDGE_PACKAGE)
        for gone in image.prune(client, inputs):
            removed += gone.names or (gone.id,)
        for target in image.TARGETS if everything else ():
            if image.present(client, target, inputs):
                client.remove_image(image.tag(target, inputs), force=True)
                removed.append(image.tag(target, inputs))
    finally:
        client.close()
    return removed


def _docker(notify: Callable[[str], None]) -> Engine:
    from sandbox.docker.engine import DockerEngine

    return DockerEngine(_JUDGE_PACKAGE, notify)


def _local() -> Engine:
    from sandbox.local.engine import LocalEngine

    return LocalEngine()


def _docker_status() -> list[StatusRow]:
    from sandbox.docker import image
    from sandbox.docker.connect import connect

    try:
        connection = connect()
    except SandboxError as error:
        return [StatusRow("docker", f"{error.message} {error.hint}", False)]
    client = connection.client
    rows = [StatusRow("docker", f"{connection.server}, API {connection.api}", True)]
    try:
        inputs = image.ImageInputs(image.resolve_base(client), _JUDGE_PACKAGE)
        present = {target: image.present(client, target, inputs) for target in image.TARGETS}
    finally:
        client.close()
    for target, there in present.items():
        value = image.tag(target, inputs) if there else "not built: run `grader sandbox build`"
        rows.append(StatusRow(f"docker: image {target}", value, there))
    if present["runner"]:
        rows += _observed(_docker(lambda _: None), "docker")
    return rows


def _local_status() -> list[StatusRow]:
    from sandbox.local.engine import LocalEngine

    engine = LocalEngine()
    try:
        engine.prepare(("runner",))
        rows = _observed(engine, "local")
        rows += [StatusRow("local: cannot stop", text, False) for text in engine.cannot_stop]
    except SandboxError as error:
        return [StatusRow("local", f"{error.message} {error.hint}", False)]
    finally:
        engine.close()
    return rows


def _observed(engine: Engine, label: str) -> list[StatusRow]:
    """What a runner of this engine sees of its own controls."""
    with closing(engine):
        engine.prepare(("runner",))
        sandbox = engine.start(Program("runner", "sandbox.runner", Limits()))
        try:
            controls = Runner(sandbox, _NOTHING).facts["controls"]
        finally:
            sandbox.close()
    return [
        StatusRow(f"{label}: {name}", str(seen), not _is_weak(str(seen)))
        for name, seen in controls.items()
    ]


_WEAK: Final = ("writable", "interfaces", "allowed", "unlimited", "not a mount")


def _is_weak(seen: str) -> bool:
    return seen == "no" or seen.startswith(_WEAK)
