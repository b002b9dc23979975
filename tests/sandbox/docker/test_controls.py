"""Every control, observed from inside a container."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from conftest import Box

TMP, SHM = "/tmp", "/dev/shm"  # noqa: S108  # the container's own
VIRTUAL = {"tmpfs", "proc", "sysfs", "devpts", "cgroup", "cgroup2", "mqueue"}

pytestmark = pytest.mark.docker


def test_what_the_kernel_says_of_the_program(box: Box) -> None:
    status = dict(
        line.split(":\t", 1)
        for line in box.ask("print(open('/proc/self/status').read())").splitlines()
        if ":\t" in line
    )
    assert status["Uid"].split() == ["65534"] * 4
    assert status["Gid"].split() == ["65534"] * 4
    assert status["Groups"].split() in ([], ["65534"])
    assert {status[name] for name in ("CapInh", "CapPrm", "CapEff", "CapBnd", "CapAmb")} == {
        "0" * 16
    }
    assert status["NoNewPrivs"] == "1"
    assert status["Seccomp"] == "2"
    assert status["NSpid"].split() == ["1"]


def test_the_environment_is_empty_but_for_our_own(box: Box) -> None:
    environment = box.ask("print(open('/proc/1/environ').read().split(chr(0))[:-1])")
    assert [entry.partition("=")[0] for entry in json.loads(environment.replace("'", '"'))] == [
        "PATH",
        "HOME",
        "LANG",
        "OPENBLAS_NUM_THREADS",
        "OMP_NUM_THREADS",
    ]


def test_the_only_process_there_is(box: Box) -> None:
    listed = "import os; print([name for name in os.listdir('/proc') if name.isdigit()])"
    assert box.ask(listed) == "['1']"


def test_only_two_small_places_can_be_written(box: Box) -> None:
    found = box.ask(
        """
import os
for folder in ('/', '/dev', '/etc', '/home', '/root', '/run', '/usr', '/var/tmp', '/proc', '/sys',
               '/tmp', '/dev/shm', '/dev/mqueue'):
    try:
        open(folder + '/probe', 'w').close()
    except OSError:
        pass
    else:
        print(folder)
""",
    )
    assert found.split() == [TMP, SHM]


def test_the_mounts(box: Box) -> None:
    mounts: dict[str, tuple[str, set[str]]] = {}
    for line in box.ask("print(open('/proc/mounts').read())").splitlines():
        _, point, filesystem, flags, *_ = line.split()
        mounts[point] = (filesystem, set(flags.split(",")))
    assert "ro" in mounts["/"][1]
    for place, size, inodes in ((TMP, 64 << 10, 4096), (SHM, 16 << 10, 256)):
        kind, options = mounts[place]
        assert kind == "tmpfs"
        assert {"rw", "nosuid", "nodev", "noexec", f"size={size}k", f"nr_inodes={inodes}"} <= (
            options
        )
    # What the engine itself keeps on the host's disk for every container: three small files.
    hosts = {point for point, (kind, _) in mounts.items() if kind not in VIRTUAL}
    assert hosts <= {"/", "/etc/resolv.conf", "/etc/hostname", "/etc/hosts"}


def test_no_network_and_no_sockets(box: Box) -> None:
    assert box.ask("import os; print(os.listdir('/sys/class/net'))") == "['lo']"
    found = box.ask(
        """
import socket
for family in (1, 2, 10, 16, 17, 38, 40):
    for kind in (1, 2, 3):
        try:
            socket.socket(family, kind).close()
        except PermissionError:
            continue
        print('allowed', family, kind)
one, two = socket.socketpair()
one.send(b'pairs work')
print(two.recv(99).decode())
""",
    )
    assert found == "pairs work"


def test_the_limits(box: Box) -> None:
    found = box.ask(
        """
import os, resource
print(resource.getrlimit(resource.RLIMIT_CORE), resource.getrlimit(resource.RLIMIT_NOFILE))
print(resource.getrlimit(resource.RLIMIT_FSIZE))
children = []
try:
    while True:
        child = os.fork()
        if not child:
            import time
            time.sleep(60)
            os._exit(0)
        children.append(child)
except BlockingIOError:
    print(len(children))
for child in children:
    os.kill(child, 9)
    os.waitpid(child, 0)
""",
    )
    assert found.splitlines() == ["(0, 0) (256, 256)", "(67108864, 67108864)", "15"]


def test_calls_that_the_kernel_must_refuse(box: Box) -> None:
    found = box.ask(
        """
import os, socket
attempts = {
    'memfd_create': lambda: os.memfd_create('x'),
    'mkfifo': lambda: os.mkfifo('/tmp/fifo'),
    'mknod': lambda: os.mknod('/tmp/node', 0o20600, os.makedev(1, 3)),
    'setuid': lambda: os.setuid(0),
    'chroot': lambda: os.chroot('/tmp'),
    'a pair of datagram sockets': lambda: socket.socketpair(socket.AF_UNIX, socket.SOCK_DGRAM),
    'priority of others': lambda: os.setpriority(os.PRIO_PROCESS, 1, 5),
    'processors of others': lambda: os.sched_setaffinity(1, {0}),
}
for name, attempt in attempts.items():
    try:
        attempt()
    except PermissionError:
        continue
    print('allowed', name)
""",
    )
    assert found == ""


def test_raw_calls_that_the_kernel_must_refuse(box: Box) -> None:
    """Numbers of x86-64: clone and unshare with new namespaces, io_uring, ptrace, bpf, mounts …"""
    if box.ask("import os; print(os.uname().machine)") != "x86_64":
        pytest.skip("call numbers of another processor")
    found = box.ask(
        """
import ctypes
libc = ctypes.CDLL(None, use_errno=True)
refused, missing = 1, 38
calls = {(56, 0x10000011): refused, (272, 0x10000000): refused, (425, 1): missing,
         (435, 0): missing, (101, 0): refused, (321, 0): refused, (165, 0): refused,
         (323, 0): refused, (250, 0): refused, (298, 0): refused, (29, 0): refused,
         (310, 0): refused, (322, 0): refused, (135, 0x40000): refused, (438, 0): refused}
for (number, argument), expected in calls.items():
    result = libc.syscall(number, ctypes.c_long(argument), 0, 0, 0, 0, 0)
    if result != -1 or ctypes.get_errno() != expected:
        print(number, result, ctypes.get_errno())
""",
    )
    assert found == ""
