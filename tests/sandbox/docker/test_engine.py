"""The Docker engine: nothing that it starts stays, whatever happens."""

from __future__ import annotations

import contextlib
import select
import signal
import socket
import subprocess
import sys
import threading
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from sandbox.docker import clean
from sandbox.docker.connect import connect
from sandbox.docker.container import DockerSandbox
from sandbox.docker.engine import DockerEngine
from sandbox.engine import EngineUnavailable, Limits, Program, SandboxError, SandboxLost

if TYPE_CHECKING:
    from docker import APIClient

NewEngine = Callable[[], DockerEngine]


def names(client: APIClient, engine: DockerEngine | None = None) -> list[str]:
    """The containers of one engine, or of all."""
    label = f"{clean.SESSION}={engine._session}" if engine else clean.OWNER
    found = client.containers(all=True, filters={"label": label})
    return [container["Names"][0].lstrip("/") for container in found]


@pytest.mark.docker
def test_close_leaves_no_container(
    engine: DockerEngine, program: Program, client: APIClient
) -> None:
    box = engine.start(program)
    assert names(client, engine) == [box.name]
    box.close()
    box.close()
    assert names(client, engine) == []


@pytest.mark.docker
def test_closing_the_engine_closes_what_is_open(
    new_engine: NewEngine, program: Program, client: APIClient
) -> None:
    engine = new_engine()
    boxes = [engine.start(program) for _ in range(2)]
    engine.close()
    engine.close()
    assert len(boxes) == 2
    assert names(client, engine) == []


@pytest.mark.docker
def test_a_start_that_the_engine_refuses_half_way(
    engine: DockerEngine, program: Program, client: APIClient
) -> None:
    broken = replace(program, limits=Limits(tmp_inodes=-1))
    with pytest.raises(SandboxError, match="failed while starting the runner"):
        engine.start(broken)
    assert names(client, engine) == []


@pytest.mark.docker
def test_an_interrupt_in_the_middle_of_a_start(
    engine: DockerEngine, program: Program, client: APIClient, monkeypatch: pytest.MonkeyPatch
) -> None:

    def interrupted(*_: Any, **__: Any) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(engine._client, "attach_socket", interrupted)
    with pytest.raises(KeyboardInterrupt):
        engine.start(program)
    assert names(client, engine) == []


KILLED = """
import os, sys
from pathlib import Path
from sandbox.docker.engine import DockerEngine
from sandbox.engine import Limits, Program
image = sys.argv[1]
engine = DockerEngine(Path("unused"), print, images=lambda client, name: image)
print(engine.start(Program("runner", "code", Limits())).name)
sys.stdout.flush()
os.kill(os.getpid(), int(sys.argv[2]))
"""


@pytest.mark.docker
def test_an_orphan_is_swept(base: str, client: APIClient) -> None:
    command = [sys.executable, "-c", KILLED, base, str(int(signal.SIGKILL))]
    root = Path(__file__).parents[3]
    ended = subprocess.run(command, stdout=subprocess.PIPE, text=True, cwd=root)
    assert ended.returncode == -signal.SIGKILL
    orphan = ended.stdout.strip()
    assert orphan in names(client)
    assert orphan in clean.sweep(client)
    assert orphan not in names(client)


@pytest.mark.docker
def test_ctrl_c_leaves_no_container(base: str, client: APIClient) -> None:
    command = [sys.executable, "-c", KILLED, base, str(int(signal.SIGINT))]
    root = Path(__file__).parents[3]
    ended = subprocess.run(command, capture_output=True, text=True, cwd=root)
    assert "KeyboardInterrupt" in ended.stderr
    assert ended.stdout.strip() not in names(client)


@pytest.mark.docker
def test_an_engine_that_goes_away(
    new_engine: NewEngine, program: Program, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with Relay(tmp_path / "docker.sock") as relay:
        monkeypatch.setenv("DOCKER_HOST", f"unix://{relay.path}")
        engine = new_engine()
        sandbox = engine.start(program)
        relay.cut()
        with pytest.raises(SandboxLost, match="the Docker engine stopped answering"):
            read_to_the_end(sandbox)
        with pytest.raises(EngineUnavailable, match="No Docker engine answers"):
            sandbox.close()
        with pytest.raises(EngineUnavailable, match="No Docker engine answers"):
            engine.start(program)
        engine.close()
    monkeypatch.delenv("DOCKER_HOST")
    client = connect().client
    clean.remove(client, sandbox.name)
    client.close()


def read_to_the_end(sandbox: DockerSandbox) -> None:
    while True:
        select.select([] if sandbox.pending() else [sandbox], [], [], 30)
        sandbox.receive()


class Relay:
    """A socket that passes everything on to the engine; once cut, it hangs up on everybody."""

    def __init__(self, path: Path) -> None:
        from docker.utils import parse_host

        self.path = path
        self._target = parse_host(None).removeprefix("http+unix://")
        self._open: list[socket.socket] = []
        self._is_cut = False
        self._listener = socket.socket(socket.AF_UNIX)
        self._listener.bind(str(path))
        self._listener.listen()
        self._threads = [threading.Thread(target=self._accept)]

    def __enter__(self) -> Relay:
        self._threads[0].start()
        return self

    def __exit__(self, *_: object) -> None:
        self.cut()
        self._listener.shutdown(socket.SHUT_RDWR)
        self._listener.close()
        for thread in self._threads:
            thread.join()
        for connection in self._open:
            connection.close()

    def cut(self) -> None:
        self._is_cut = True
        for connection in self._open:
            with contextlib.suppress(OSError):
                connection.shutdown(socket.SHUT_RDWR)

    def _accept(self) -> None:
        with contextlib.suppress(OSError):
            while True:
                near, far = self._listener.accept()[0], socket.socket(socket.AF_UNIX)
                if self._is_cut:
                    near.close()
                    far.close()
                    continue
                far.connect("/" + self._target.lstrip("/"))
                self._open += [near, far]
                for pair in ((near, far), (far, near)):
                    self._threads.append(threading.Thread(target=self._pass, args=pair))
                    self._threads[-1].start()

    def _pass(self, source: socket.socket, sink: socket.socket) -> None:
        with contextlib.suppress(OSError):
            while data := source.recv(1 << 16):
                sink.sendall(data)
        with contextlib.suppress(OSError):
            sink.shutdown(socket.SHUT_WR)


# --- without an engine -----------------------------------------------------------------------


def engine_without_images() -> DockerEngine:
    return DockerEngine(Path("unused"), print, images=lambda client, name: "")


def test_a_socket_that_is_not_there(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DOCKER_HOST", f"unix://{tmp_path}/docker.sock")
    with pytest.raises(EngineUnavailable) as caught:
        engine_without_images().prepare(("runner",))
    assert caught.value.message == f"No Docker engine answers at unix://{tmp_path}/docker.sock."
    assert "--engine local (practice only)" in caught.value.hint


def test_an_engine_that_never_connected_is_closed_without_ado() -> None:
    engine = engine_without_images()
    assert engine.facts() == {}
    engine.close()
