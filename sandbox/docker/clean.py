"""Finds and removes containers that nobody owns any more, because their grader was killed."""

from __future__ import annotations

import contextlib
import os
import socket
import time
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from sandbox.engine import SandboxError

if TYPE_CHECKING:
    from docker import APIClient

OWNER: Final = "grader.owner"
SESSION: Final = "grader.session"
ROLE: Final = "grader.role"
_REMOVAL_SECONDS: Final = 20.0


@dataclass(frozen=True)
class Owner:
    """A process, told apart from others by machine, boot, process namespace, number and start."""

    machine: str
    boot: str
    namespace: str
    pid: int
    started: str

    def label(self) -> str:
        """The owner as a container's label."""
        return "/".join((self.machine, self.boot, self.namespace, str(self.pid), self.started))


def this_process(proc: Path = Path("/proc")) -> Owner:
    """The owner of containers that this process starts."""
    return Owner(
        machine=_line(Path("/etc/machine-id")) or socket.gethostname(),
        boot=_line(proc / "sys/kernel/random/boot_id") or "-",
        namespace=_namespace(proc),
        pid=os.getpid(),
        started=_start(proc, os.getpid()) or "-",
    )


def parse_owner(label: str) -> Owner | None:
    """The owner that a label names; None when the label is not one of ours."""
    parts = label.split("/")
    if len(parts) != 5 or not parts[3].isdigit():
        return None
    return Owner(parts[0], parts[1], parts[2], int(parts[3]), parts[4])


def is_gone(owner: Owner, running: bool, here: Owner, proc: Path = Path("/proc")) -> bool:
    """Whether `owner` has certainly ended. Of other machines and namespaces nothing is certain.

    After a reboot of this machine its containers stand still; a running one belongs to a namesake.
    """
    if owner.machine != here.machine:
        return False
    if owner.boot != here.boot:
        return not running
    return owner.namespace == here.namespace and not _lives(owner, proc)


def sweep(client: APIClient) -> list[str]:
    """Remove the containers whose owner is gone and answer their names."""
    here = this_process()
    found = []
    for container in client.containers(all=True, filters={"label": OWNER}):
        owner = parse_owner(container["Labels"].get(OWNER, ""))
        if owner is not None and is_gone(owner, container["State"] == "running", here):
            found.append(container)
    return _remove_each(client, found)


def clean(client: APIClient, everything: bool) -> list[str]:
    """As `sweep`; with `everything` the containers of live graders go too. Answers names."""
    if not everything:
        return sweep(client)
    return _remove_each(client, client.containers(all=True, filters={"label": OWNER}))


def remove(client: APIClient, container: str) -> None:
    """Kill and remove a container and wait until it is gone; none of that name is fine.

    Raises SandboxError when the engine does not finish the removal.
    """
    from docker.errors import APIError, NotFound

    deadline = time.monotonic() + _REMOVAL_SECONDS
    while True:
        try:
            client.remove_container(container, v=True, force=True)
        except NotFound:
            return
        except APIError as error:
            # 409: somebody else is removing it. 500: a loaded engine lost a race with its own exit.
            if error.status_code not in (409, 500):
                raise
            if time.monotonic() > deadline:
                raise SandboxError(
                    f"The engine could not remove the container {container}: {error.explanation}",
                    "`grader sandbox clean` tries again.",
                ) from error
            time.sleep(0.05)
        else:
            return


def _remove_each(client: APIClient, containers: list[dict[str, Any]]) -> list[str]:
    from docker.errors import APIError

    removed = []
    for container in containers:
        with contextlib.suppress(APIError, SandboxError):
            remove(client, container["Id"])
            removed.append(_name(container))
    return removed


def _name(container: Mapping[str, Any]) -> str:
    names = container.get("Names") or [container["Id"][:12]]
    return str(names[0]).lstrip("/")


def _lives(owner: Owner, proc: Path) -> bool:
    try:
        os.kill(owner.pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        pass  # another user's process: it lives
    started = _start(proc, owner.pid)
    return started is None or started == owner.started


def _start(proc: Path, pid: int) -> str | None:
    """When a process started, in ticks since boot; "" for a zombie, None where unreadable."""
    try:
        stat = (proc / str(pid) / "stat").read_text()
    except OSError:
        return None
    fields = stat.rpartition(")")[2].split()
    return "" if fields[0] in "ZX" else fields[19]


def _namespace(proc: Path) -> str:
    try:
        return os.readlink(proc / "self/ns/pid")
    except OSError:
        return "-"


def _line(path: Path) -> str:
    try:
        return path.read_text().strip()
    except OSError:
        return ""
