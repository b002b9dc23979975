"""Reaching an engine, and the words for each way in which it cannot be reached."""

from __future__ import annotations

import contextlib
import os
import socket
import ssl
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from sandbox.docker import connect as subject
from sandbox.docker.connect import address, connect, engine_faults
from sandbox.engine import EngineUnavailable, SandboxError


@contextlib.contextmanager
def answering(path: Path, answer: bytes) -> Iterator[str]:
    """An engine that gives everybody the same answer."""
    with socket.socket(socket.AF_UNIX) as listener:
        listener.bind(str(path))
        listener.listen()

        def serve() -> None:
            with contextlib.suppress(OSError):
                while True:
                    connection, _ = listener.accept()
                    with connection:
                        if connection.recv(1 << 16):
                            connection.sendall(answer)

        thread = threading.Thread(target=serve)
        thread.start()
        yield f"unix://{path}"
        listener.shutdown(socket.SHUT_RDWR)
        thread.join()


def test_the_address() -> None:
    assert address({"DOCKER_HOST": "tcp://box:2376"}) == "tcp://box:2376"


def test_a_rootless_engine_is_found(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(subject, "DEFAULT_SOCKET", f"{tmp_path}/none")
    assert address({"XDG_RUNTIME_DIR": str(tmp_path)}) == f"unix://{tmp_path}/none"
    (tmp_path / "docker.sock").touch()
    assert address({"XDG_RUNTIME_DIR": str(tmp_path)}) == f"unix://{tmp_path}/docker.sock"


def test_nobody_listens(tmp_path: Path) -> None:
    with socket.socket(socket.AF_UNIX) as dead:
        dead.bind(str(tmp_path / "s"))
    with pytest.raises(
        EngineUnavailable, match=r"No Docker engine answers at .*: connection refus"
    ):
        connect({"DOCKER_HOST": f"unix://{tmp_path}/s"})


def test_permission_denied(tmp_path: Path) -> None:
    path = tmp_path / "s"
    with socket.socket(socket.AF_UNIX) as listener:
        listener.bind(str(path))
        listener.listen()
        path.chmod(0)
        with as_nobody(), pytest.raises(EngineUnavailable) as caught:
            connect({"DOCKER_HOST": f"unix://{path}"})
    assert "You may not use the Docker engine" in caught.value.message
    assert "sudo usermod -aG" in caught.value.hint


@contextlib.contextmanager
def as_nobody() -> Iterator[None]:
    """Root may open everything: be somebody else for a while."""
    if os.geteuid():
        yield
        return
    os.seteuid(65534)
    try:
        yield
    finally:
        os.seteuid(0)


def test_an_engine_without_an_answer(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(subject, "PING_SECONDS", 0.1)
    with socket.socket(socket.AF_UNIX) as listener:
        listener.bind(str(tmp_path / "s"))
        listener.listen()
        with pytest.raises(EngineUnavailable, match="did not answer in time"):
            connect({"DOCKER_HOST": f"unix://{tmp_path}/s"})


def test_an_engine_that_is_too_old(tmp_path: Path) -> None:
    answer = b"HTTP/1.1 200 OK\r\nApi-Version: 1.24\r\nContent-Length: 2\r\n\r\nOK"
    with (
        answering(tmp_path / "s", answer) as host,
        pytest.raises(EngineUnavailable, match=r"too old: it speaks API 1\.24, 1\.41 is needed"),
    ):
        connect({"DOCKER_HOST": host})


def test_something_that_is_no_engine(tmp_path: Path) -> None:
    with (
        answering(tmp_path / "s", b"SSH-2.0-hello\r\n") as host,
        pytest.raises(EngineUnavailable, match="No Docker engine answers"),
    ):
        connect({"DOCKER_HOST": host})


def test_addresses_of_other_kinds() -> None:
    with pytest.raises(EngineUnavailable, match="ssh:// addresses are not supported"):
        connect({"DOCKER_HOST": "ssh://me@box"})


def test_the_sdk_is_not_imported_for_an_engine_that_is_not_there(tmp_path: Path) -> None:
    source = (
        "import sys\nfrom sandbox.docker import clean, engine\n"
        "from sandbox.docker.connect import connect\n"
        f"try: connect({{'DOCKER_HOST': 'unix://{tmp_path}/none'}})\nexcept Exception: pass\n"
        "sys.exit('docker' in sys.modules)"
    )
    root = Path(__file__).parents[3]
    assert subprocess.run([sys.executable, "-c", source], cwd=root).returncode == 0


def api_error(status: int, explanation: str) -> Exception:
    from docker.errors import APIError, ImageNotFound

    kind = ImageNotFound if status == 404 else APIError
    answer: Any = SimpleNamespace(status_code=status, url="u", reason="r")
    return kind(explanation, response=answer, explanation=explanation)


@pytest.mark.parametrize(
    ("error", "message"),
    [
        (api_error(500, "mkdir /var: no space left on device"), "The disk is full"),
        (api_error(404, "No such image: x"), "An image went missing while starting"),
        (api_error(400, "bad flag"), "The Docker engine failed while starting: bad flag"),
        (
            ssl.SSLCertVerificationError(1, "certificate verify failed: self-signed"),
            "certificate that is not trusted",
        ),
        (ssl.SSLError(1, "wrong version number"), r"No Docker engine answers at unix://s\."),
        (ConnectionResetError(104, "reset"), "No Docker engine answers at unix://s: connection"),
    ],
)
def test_faults_in_the_middle_of_work(error: Exception, message: str) -> None:
    with pytest.raises(SandboxError, match=message), engine_faults("starting", "unix://s"):
        raise error
