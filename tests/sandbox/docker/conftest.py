"""Containers that execute each line that they are sent, so that every control is seen from inside:
the base image, with the standard library's `code` module as the program.
"""

from __future__ import annotations

import select
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from sandbox.docker.connect import connect
from sandbox.docker.container import DockerSandbox
from sandbox.docker.engine import DockerEngine
from sandbox.engine import Limits, Program, SandboxLost

if TYPE_CHECKING:
    from docker import APIClient

PROMPT = b">>> "
PROGRAM = Program("runner", "code", Limits(processes=16, memory_bytes=128 << 20))


class Box:
    """A container to talk to."""

    def __init__(self, sandbox: DockerSandbox) -> None:
        self.sandbox = sandbox
        self.wait_for(PROMPT)

    def some(self) -> bytes:
        """Some bytes of output, or none if only diagnostics came."""
        if not self.sandbox.pending():
            readable, _, _ = select.select([self.sandbox], [], [], 30)
            assert readable, "nothing came for half a minute"
        return self.sandbox.receive()

    def wait_for(self, end: bytes) -> bytes:
        """The output up to `end`."""
        data = bytearray()
        while not data.endswith(end):
            data += self.some()
        return bytes(data.removesuffix(end))

    def tell(self, source: str) -> None:
        """Have Python source executed."""
        self.sandbox.send(f"exec({source!r})\n".encode())

    def ask(self, source: str) -> str:
        """Have Python source executed; what it prints."""
        self.tell(source)
        return self.wait_for(PROMPT).decode().strip()

    def loss(self) -> str:
        """The message of the container's end."""
        deadline = time.monotonic() + 60
        while time.monotonic() < deadline:
            try:
                self.some()
            except SandboxLost as loss:
                return loss.message
        raise AssertionError("it did not end")


@pytest.fixture(scope="session")
def program() -> Program:
    """What runs in the containers."""
    return PROGRAM


@pytest.fixture(scope="session")
def base() -> str:
    """The id of the base image."""
    from sandbox.docker.image import resolve_base

    client = connect().client
    image = client.inspect_image(resolve_base(client))  # type: ignore[no-untyped-call]  # SDK
    client.close()
    return str(image["Id"])


@pytest.fixture(scope="session")
def new_engine(base: str) -> Callable[[], DockerEngine]:
    """Makes engines whose every image is the base image."""
    return lambda: DockerEngine(Path("unused"), print, images=lambda client, name: base)


@pytest.fixture(scope="module")
def engine(new_engine: Callable[[], DockerEngine]) -> Iterator[DockerEngine]:
    """An engine for all tests of a module."""
    made = new_engine()
    yield made
    made.close()


@pytest.fixture
def box(engine: DockerEngine) -> Iterator[Box]:
    """A container of its own for a test."""
    sandbox = engine.start(PROGRAM)
    yield Box(sandbox)
    sandbox.close()


@pytest.fixture(scope="module")
def client() -> Iterator[APIClient]:
    """A client of the SDK, to look at containers from outside."""
    connected = connect().client
    yield connected
    connected.close()
