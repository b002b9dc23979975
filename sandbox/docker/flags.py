"""The request that creates a container: every control that holds a program in."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final

from sandbox.engine import Limits, Program

PROFILE: Final = Path(__file__).with_name("seccomp.json")
SHARED_INODES: Final = 256
_USER: Final = "65534:65534"
_TEMPORARY: Final = "/tmp"  # noqa: S108  # the container's own, not this machine's
_SHARED: Final = "/dev/shm"  # noqa: S108  # the same
_QUEUES: Final = "/dev/mqueue"
_PYTHON: Final = ("python3", "-I", "-B", "-m")
_ENVIRONMENT: Final = (
    "PATH=/usr/local/bin:/usr/bin:/bin",
    "HOME=/tmp",
    "LANG=C.UTF-8",
    "OPENBLAS_NUM_THREADS=1",  # threads started before a fork do not live on after it
    "OMP_NUM_THREADS=1",
)


def creation(
    program: Program, image: str, labels: Mapping[str, str], runtime: str | None
) -> dict[str, Any]:
    """The body of the engine's create request for `program` in the image with the id `image`."""
    return {
        "Image": image,
        # `env -i` keeps what the engine adds out of /proc/1/environ too. No init: the program is
        # PID 1, which no signal from inside its process namespace can kill.
        "Entrypoint": ["/usr/bin/env", "-i", *_ENVIRONMENT, *_PYTHON, program.module],
        "Cmd": [],
        "Env": [],
        "User": _USER,
        "Hostname": "box",
        "WorkingDir": _TEMPORARY,
        "Labels": dict(labels),
        "OpenStdin": True,
        "StdinOnce": True,  # standard input ends with our connection: a program does not outlive us
        "AttachStdin": True,
        "AttachStdout": True,
        "AttachStderr": True,
        "Tty": False,
        "StopSignal": "SIGKILL",
        "Healthcheck": {"Test": ["NONE"]},
        "HostConfig": _host_config(program.limits, runtime),
    }


def _host_config(limits: Limits, runtime: str | None) -> dict[str, Any]:
    config: dict[str, Any] = {
        "NetworkMode": "none",
        "ReadonlyRootfs": True,
        "Privileged": False,
        "CapDrop": ["ALL"],
        "SecurityOpt": ["no-new-privileges", f"seccomp={PROFILE.read_text()}"],
        "Memory": limits.memory_bytes,
        "MemorySwap": limits.memory_bytes,
        "PidsLimit": limits.processes,
        "NanoCpus": round(limits.cpus * 1e9),
        "Ulimits": [
            _ulimit("core", 0),
            _ulimit("nofile", limits.open_files),
            _ulimit("fsize", limits.file_bytes),
        ],
        "Tmpfs": {
            _TEMPORARY: _tmpfs(limits.tmp_bytes, limits.tmp_inodes),
            _SHARED: _tmpfs(limits.shared_memory_bytes, SHARED_INODES),
            _QUEUES: "ro,nosuid,nodev,noexec,size=4k,nr_inodes=1",  # writable by default
        },
        "IpcMode": "none",  # or the engine mounts its own /dev/shm, which has no limit of inodes
        "CgroupnsMode": "private",
        "LogConfig": {"Type": "none", "Config": {}},
        "OomScoreAdj": 500,  # if the whole machine runs short, this goes before the host's own
        "Init": False,
        "RestartPolicy": {"Name": "no"},
    }
    return config | ({"Runtime": runtime} if runtime else {})


def _ulimit(name: str, value: int) -> dict[str, Any]:
    return {"Name": name, "Soft": value, "Hard": value}


def _tmpfs(size: int, inodes: int) -> str:
    return f"rw,nosuid,nodev,noexec,size={size},nr_inodes={inodes},mode=1777"
