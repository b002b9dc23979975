"""Reaches the Docker engine, and says in words for people why it could not be reached."""

from __future__ import annotations

import errno
import grp
import os
import socket
import ssl
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from sandbox.engine import EngineUnavailable, SandboxError

if TYPE_CHECKING:
    from docker import APIClient

OLDEST_API: Final = (1, 41)  # Docker 20.10
PING_SECONDS: Final = 10
REQUEST_SECONDS: Final = 60
DEFAULT_SOCKET: Final = "/var/run/docker.sock"
_USE_LOCAL: Final = "or use --engine local (practice only)."


@dataclass(frozen=True)
class Connection:
    """A client that speaks the engine's own API version, and what the engine said of itself."""

    client: APIClient
    host: str
    server: str  # "Docker/20.10.24 (linux)"
    api: str  # "1.41"


def address(environment: Mapping[str, str]) -> str:
    """Where the engine should answer: DOCKER_HOST, else the first usual socket that exists."""
    if host := environment.get("DOCKER_HOST"):
        return host
    places = [DEFAULT_SOCKET]
    if runtime := environment.get("XDG_RUNTIME_DIR"):
        places.append(f"{runtime}/docker.sock")
    if home := environment.get("HOME"):
        places.append(f"{home}/.docker/run/docker.sock")
    return "unix://" + next((place for place in places if Path(place).exists()), DEFAULT_SOCKET)


def connect(environment: Mapping[str, str] = os.environ) -> Connection:
    """Connect and agree on an API version, in one round trip. Raises EngineUnavailable."""
    host = address(environment)
    if host.startswith(("ssh://", "npipe://")):
        raise EngineUnavailable(
            f"Engines at {host.partition(':')[0]}:// addresses are not supported ({host}).",
            f"Forward the engine's socket and set DOCKER_HOST to it, {_USE_LOCAL}",
        )
    if host.startswith("unix://"):
        _knock(host.removeprefix("unix://"), host)
    # Imported this late because it takes 0.2 s, and only after the knock: no engine, no wait.
    from docker import APIClient
    from docker.errors import DockerException
    from docker.utils import kwargs_from_env
    from requests.exceptions import RequestException

    try:
        chosen: Any = kwargs_from_env({**environment, "DOCKER_HOST": host})
        ping = APIClient(**chosen, version=_dotted(OLDEST_API), timeout=PING_SECONDS)
        ping.trust_env = False  # proxies and certificates for the web are not the engine's
        try:
            answer = ping.get(f"{ping.base_url}/_ping", timeout=PING_SECONDS)
        finally:
            ping.close()
        answer.raise_for_status()
        api = answer.headers.get("Api-Version", "0.0")
        _check_version(api, host)
        client = APIClient(**chosen, version=api, timeout=REQUEST_SECONDS)
        client.trust_env = False
    except (DockerException, RequestException, OSError, ValueError) as error:
        raise _unavailable(error, host) from error
    return Connection(client, host, answer.headers.get("Server", "unknown"), api)


@contextmanager
def engine_faults(doing: str, host: str) -> Iterator[None]:
    """Turn the ways in which an engine goes wrong into SandboxError; `doing`: "starting …"."""
    from docker.errors import APIError, DockerException, ImageNotFound
    from requests.exceptions import RequestException

    try:
        yield
    except ImageNotFound as error:
        raise SandboxError(
            f"An image went missing while {doing}: {error.explanation}",
            "Build the images with `grader sandbox build`.",
        ) from error
    except (DockerException, RequestException, OSError) as error:
        if "no space left on device" in str(error).lower():
            raise SandboxError(
                f"The disk is full: {doing} failed.",
                "Free some space where the engine keeps its containers "
                "(`docker system df` shows what uses it).",
            ) from error
        if isinstance(error, APIError):
            reason = error.explanation or error
            raise SandboxError(f"The Docker engine failed while {doing}: {reason}") from error
        raise _unavailable(error, host) from error


def _knock(path: str, host: str) -> None:
    """Open and close the socket: most reasons not to get in show here, before any import."""
    with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as door:
        door.settimeout(PING_SECONDS)
        try:
            door.connect(path)
        except OSError as error:
            raise _unavailable(error, host) from error


def _unavailable(error: Exception, host: str) -> SandboxError:
    number = _errno(error)
    if isinstance(error, EngineUnavailable):
        return error
    if "certificate verify failed" in str(error).lower():
        return EngineUnavailable(
            f"The Docker engine at {host} has a certificate that is not trusted.",
            f"DOCKER_CERT_PATH must name the folder with its ca.pem, {_USE_LOCAL}",
        )
    if number in (errno.EACCES, errno.EPERM):
        group = _group(host.removeprefix("unix://"))
        return EngineUnavailable(
            f"You may not use the Docker engine at {host}: permission denied.",
            f"Join the group {group!r} (`sudo usermod -aG {group} $USER`, then log in again), "
            + _USE_LOCAL,
        )
    if "timed out" in str(error).lower():
        return EngineUnavailable(
            f"The Docker engine at {host} did not answer in time.",
            f"Is it overloaded or stuck? Restart Docker {_USE_LOCAL}",
        )
    return EngineUnavailable(
        f"No Docker engine answers at {host}{_why(number)}.",
        f"Start Docker (`sudo systemctl start docker`, or Docker Desktop), set DOCKER_HOST "
        f"if it listens elsewhere, {_USE_LOCAL}",
    )


def _why(number: int | None) -> str:
    return "" if number in (None, errno.ENOENT) else f": {os.strerror(number or 0).lower()}"


def _errno(error: BaseException | None) -> int | None:
    """The operating system's error number at the bottom of a chain of wrapped exceptions."""
    seen: list[object] = [error]
    for found in seen:
        if isinstance(found, OSError) and isinstance(found.errno, int):
            # An SSLError is an OSError whose numbers are its own.
            return None if isinstance(found, ssl.SSLError) else found.errno
        if isinstance(found, BaseException) and len(seen) < 32:
            seen += [*found.args, found.__cause__, found.__context__]
    return None


def _group(path: str) -> str:
    try:
        return grp.getgrgid(os.stat(path).st_gid).gr_name
    except (OSError, KeyError):
        return "docker"


def _check_version(api: str, host: str) -> None:
    if tuple(int(part) for part in api.split(".")) < OLDEST_API:
        raise EngineUnavailable(
            f"The Docker engine at {host} is too old: it speaks API {api}, "
            f"{_dotted(OLDEST_API)} is needed.",
            f"Update Docker to 20.10 or later, {_USE_LOCAL}",
        )


def _dotted(version: tuple[int, ...]) -> str:
    return ".".join(map(str, version))
