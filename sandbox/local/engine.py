"""The practice engine: programs as processes of this machine, isolated as its kernel allows."""

from __future__ import annotations

import json
import os
import platform
import secrets
import subprocess
import sys
from collections.abc import Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

from sandbox.engine import EngineUnavailable, Limits, Program, Sandbox, SandboxError
from sandbox.local import cgroups, layout, leftovers, naming, packages, status
from sandbox.local.backends import (
    Backend,
    Bubblewrap,
    Command,
    Landlock,
    Namespaces,
    Request,
    trusted,
)
from sandbox.local.running import LocalSandbox

BACKENDS: Mapping[str, type[Bubblewrap] | type[Namespaces] | type[Landlock]] = {
    backend.name: backend for backend in (Bubblewrap, Namespaces, Landlock)
}
_PROBE = "sandbox.local.inside.probe"
_NO_ISOLATION_HINT = (
    "Use the Docker engine, or install bubblewrap and allow unprivileged user namespaces."
)


@dataclass(frozen=True)
class _Chosen:
    backend: Backend
    seen: status.Observed
    grouped: bool


class LocalEngine:
    """Implements sandbox.engine.Engine. Choose a `backend` by name to try no other."""

    name = "local"
    official = False

    def __init__(
        self,
        backend: str | None = None,
        *,
        packages: Mapping[str, Path] | None = None,
        libraries: tuple[str, ...] | None = None,
        control_group: bool = True,
        patience: float = 30.0,
    ) -> None:
        """`packages`: further read-only sources beside `sandbox`, name → path.

        `libraries`: distributions to show instead of the runner's usual ones.
        `control_group`: False to do without one. `patience`: seconds that input may stay unread.
        """
        self._names = [backend] if backend else list(BACKENDS)
        self._packages = dict(packages or {})
        self._libraries = libraries
        self._control_group = control_group
        self._patience = patience
        self._chosen: _Chosen | None = None
        self._views: dict[str, layout.View] = {}
        self._open: list[LocalSandbox] = []
        # The kernel ends a sandbox with the thread that started it: one that lasts starts all.
        self._starter = ThreadPoolExecutor(1, "sandbox-start")

    def prepare(self, images: tuple[str, ...]) -> None:
        """Find the strongest isolation that works by trying it. Raises EngineUnavailable."""
        if sys.platform != "linux":
            message = f"The local engine needs Linux; this is {platform.system()}."
            raise EngineUnavailable(message, "Use the Docker engine.")
        for image in images:
            packages.require(self._needed(image), image)
        leftovers.sweep()
        self._choice()

    def start(self, program: Program) -> Sandbox:
        """Start a program of an image: "judge" is trusted and not isolated. Raises SandboxError."""
        if program.image == "judge":
            packages.require(self._needed("judge"), "judge")
            return self._launch(
                f"judge-{secrets.token_hex(4)}",
                lambda report, gate: trusted(program.module, report, gate),
                None,
            )
        packages.require(self._needed(program.image), program.image)
        return self._isolated(program, self._choice().backend)

    def facts(self) -> Mapping[str, str]:
        """Backend, kernel, Python and library versions."""
        names = self._needed("runner")
        return {
            "engine": "local (practice)",
            "isolation": self._choice().backend.name,
            "kernel": os.uname().release,
            "python": platform.python_version(),
            **packages.versions(names),
        }

    def describe(self) -> dict[str, str]:
        """Control → state, as tried in a sandbox of this engine."""
        chosen = self._choice()
        backend = chosen.backend
        return status.in_words(backend.name, chosen.seen, backend.has_own_root, chosen.grouped)

    @property
    def cannot_stop(self) -> tuple[str, ...]:
        """What a submission could still do, in plain words."""
        chosen = self._choice()
        backend = chosen.backend
        return status.cannot_stop(backend.name, chosen.seen, backend.has_own_root, chosen.grouped)

    def close(self) -> None:
        """End every sandbox of this engine. May be called twice."""
        for running in self._open:
            running.close()
        self._open.clear()
        self._starter.shutdown()

    def _needed(self, image: str) -> tuple[str, ...]:
        if self._libraries is not None:
            return self._libraries
        if image == "judge":
            return packages.JUDGE_LIBRARIES
        if image not in packages.RUNNER_LIBRARIES:
            raise SandboxError(f"The local engine has no image {image!r}.")
        return packages.RUNNER_LIBRARIES[image]

    def _view(self, image: str) -> layout.View:
        if image not in self._views:
            installed = packages.entries(self._needed(image))
            self._views[image] = layout.view(installed, self._packages)
        return self._views[image]

    def _choice(self) -> _Chosen:
        """The first backend whose probe finds no fault, tried once."""
        if self._chosen is None:
            reasons = []
            for name in self._names:
                try:
                    self._chosen = self._tried(BACKENDS[name]())
                    break
                except SandboxError as error:
                    reasons.append(" ".join(filter(None, (f"{name}:", error.message, error.hint))))
            else:
                message = "This kernel gives no isolation strong enough to run a submission."
                raise EngineUnavailable(message, "\n".join([*reasons, _NO_ISOLATION_HINT]))
        return self._chosen

    def _tried(self, backend: Backend) -> _Chosen:
        probe = Program("runner", _PROBE, Limits())
        view = layout.view({}, {})
        running = self._isolated(probe, backend, view)
        try:
            text = b""
            while not text.endswith(b"\n"):
                text += running.receive()
            seen = {**json.loads(text), "host_user": os.getuid()}
            grouped = running.grouped
        finally:
            running.close()
        wrong = status.faults(seen, backend.has_own_root)
        if wrong:
            raise EngineUnavailable("; ".join(wrong) + ".")
        return _Chosen(backend, seen, grouped)

    def _isolated(
        self, program: Program, backend: Backend, view: layout.View | None = None
    ) -> LocalSandbox:
        view = view or self._view(program.image)
        name = naming.unique()
        group = cgroups.create(name, program.limits) if self._control_group else None
        request = Request(program.module, view, program.limits, group is not None)
        return self._launch(
            name, lambda report, gate: backend.command(request, report, gate), group
        )

    def _launch(
        self,
        name: str,
        prepare: Callable[[int, int], Command],
        group: cgroups.ControlGroup | None,
    ) -> LocalSandbox:
        running = LocalSandbox(name, prepare, self._spawn, group, self._patience)
        self._open = [other for other in self._open if not other.closed]
        self._open.append(running)
        return running

    def _spawn(self, start: Callable[[], subprocess.Popen[bytes]]) -> subprocess.Popen[bytes]:
        return self._starter.submit(start).result()
