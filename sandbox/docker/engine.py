"""The official engine: every program in a hardened container, spoken to over the attach stream."""

from __future__ import annotations

import atexit
import contextlib
import os
import secrets
import threading
import uuid
from collections.abc import Callable, Mapping
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Final

from sandbox.docker import clean
from sandbox.docker.connect import Connection, connect, engine_faults
from sandbox.docker.container import DockerSandbox, close_stream
from sandbox.docker.flags import creation
from sandbox.engine import Program, SandboxError

if TYPE_CHECKING:
    from docker import APIClient

ImageSource = Callable[["APIClient", str], str]
_ATTACH: Final = {"stdin": 1, "stdout": 1, "stderr": 1, "stream": 1}


class DockerEngine:
    """Starts hardened containers. `runtime` names another OCI runtime, such as gVisor's runsc.

    `images` gives the id of a ready image by its name; the default builds ours when absent.
    """

    name = "docker"
    official = True

    def __init__(
        self,
        judge_package: Path,
        progress: Callable[[str], None],
        runtime: str | None = None,
        images: ImageSource | None = None,
    ) -> None:
        self._runtime = runtime
        self._images = images or _built_images(judge_package, progress)
        self._ids: dict[str, str] = {}
        self._connection: Connection | None = None
        self._open: dict[str, DockerSandbox] = {}
        self._preparing = threading.Lock()
        self._session = uuid.uuid4().hex
        self._pid = os.getpid()

    def prepare(self, images: tuple[str, ...]) -> None:
        """Connect, sweep what dead graders left, build missing images. Raises SandboxError."""
        with self._preparing:
            if self._connection is None:
                self._connection = connect()
                atexit.register(self.close)
                with self._faults("looking for leftovers"):
                    clean.sweep(self._client)
            for image in images:
                if image not in self._ids:
                    with self._faults(f"looking for the image of the {image}"):
                        self._ids[image] = self._images(self._client, image)

    def start(self, program: Program) -> DockerSandbox:
        """Start a program; if that fails, no half of it stays. Threads may call it at once."""
        self.prepare((program.image,))
        name = f"grader-{program.image}-{secrets.token_hex(6)}"
        try:
            with self._faults(f"starting the {program.image}"):
                self._open[name] = self._start(name, program)
        except BaseException:
            with contextlib.suppress(SandboxError):
                self._remove(name)
            raise
        return self._open[name]

    def facts(self) -> Mapping[str, str]:
        """The versions of engine and API, the runtime if chosen, the id of each image in use."""
        if self._connection is None:
            return {}
        facts = {"engine": self._connection.server, "api": self._connection.api}
        if self._runtime:
            facts["runtime"] = self._runtime
        return facts | {f"image.{name}": digest for name, digest in self._ids.items()}

    def close(self) -> None:
        """Close every sandbox and the connection. May be called twice; not for a forked child."""
        if self._connection is None or os.getpid() != self._pid:
            return
        self._close_all()
        with contextlib.suppress(SandboxError), self._faults("removing containers"):
            self._remove_stragglers()
        self._client.close()
        self._connection = None
        atexit.unregister(self.close)

    @property
    def _connected(self) -> Connection:
        if self._connection is None:
            raise SandboxError("The Docker engine is closed.")
        return self._connection

    @property
    def _client(self) -> APIClient:
        return self._connected.client

    def _faults(self, doing: str) -> contextlib.AbstractContextManager[None]:
        return engine_faults(doing, self._connected.host)

    def _start(self, name: str, program: Program) -> DockerSandbox:
        labels = {
            clean.SESSION: self._session,
            clean.ROLE: program.image,
            clean.OWNER: clean.this_process().label(),
        }
        request = creation(program, self._ids[program.image], labels, self._runtime)
        answer = self._client.create_container_from_config(  # type: ignore[no-untyped-call]  # SDK
            request, name=name
        )
        refuse_lost_limits(answer.get("Warnings") or ())
        # Attached before it starts: not a byte is lost, nor read ahead with the response's header.
        stream = self._client.attach_socket(answer["Id"], params=_ATTACH)
        try:
            self._client.start(answer["Id"])
        except BaseException:
            close_stream(stream)
            raise
        return DockerSandbox(self._connected, name, answer["Id"], program, stream, self._remove)

    def _remove(self, name: str) -> None:
        with self._faults("removing a container"):
            clean.remove(self._client, name)
        self._open.pop(name, None)

    def _close_all(self) -> None:
        """Remove all at once, 50 ms each; in turn where the interpreter gives no more threads."""
        threads = []
        for sandbox in list(self._open.values()):
            thread = threading.Thread(target=_close_quietly, args=(sandbox,))
            try:
                thread.start()
            except RuntimeError:
                _close_quietly(sandbox)
            else:
                threads.append(thread)
        for thread in threads:
            thread.join()

    def _remove_stragglers(self) -> None:
        """Ask the engine what is left of this session: a create may have been interrupted."""
        label = f"{clean.SESSION}={self._session}"
        for container in self._client.containers(all=True, filters={"label": label}):
            clean.remove(self._client, container["Id"])
        self._open.clear()


def refuse_lost_limits(warnings: tuple[str, ...] | list[str]) -> None:
    """Fail closed when the engine drops a limit. Swap alone may go: memory still binds."""
    for warning in warnings:
        if "discarded" in warning.lower() and "swap" not in warning.lower():
            raise SandboxError(
                f"The Docker engine cannot enforce a limit: {warning}",
                "Enable the memory, pids and cpu cgroup controllers for it.",
            )


def _built_images(judge_package: Path, progress: Callable[[str], None]) -> ImageSource:
    @cache  # asked once for each image, and the base is to be the same for all
    def base(client: APIClient) -> str:
        from sandbox.docker import image

        return image.resolve_base(client)

    def ensure(client: APIClient, name: str) -> str:
        from sandbox.docker import image

        target = next((target for target in image.TARGETS if target == name), None)
        if target is None:
            raise SandboxError(f"There is no image called {name!r}.")
        inputs = image.ImageInputs(base(client), judge_package)
        return image.ensure(client, target, inputs, progress)

    return ensure


def _close_quietly(sandbox: DockerSandbox) -> None:
    with contextlib.suppress(SandboxError):
        sandbox.close()
