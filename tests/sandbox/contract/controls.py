"""Probes: what the controls of a sandbox look like to the candidate's code."""

import contextlib
import ctypes
import errno
import importlib.util
import os
import resource
import signal
import socket
import stat
import time

FAMILIES = {
    "AF_UNIX": 1,
    "AF_INET": 2,
    "AF_INET6": 10,
    "AF_NETLINK": 16,
    "AF_PACKET": 17,
    "AF_ALG": 38,
    "AF_VSOCK": 40,
}
READ_ONLY = [
    f"/{name}"
    for name in (
        "etc",
        "usr",
        "usr/bin",
        "opt",
        "home",
        "root",
        "run",
        "var/tmp",
        "dev",
        "sys",
        "proc",
    )
]
LIBC = ctypes.CDLL(None, use_errno=True)


def opened_sockets():
    found = []
    for name, family in FAMILIES.items():
        for kind in (1, 2, 3, 5):
            with contextlib.suppress(OSError):
                socket.socket(family, kind).close()
                found.append(f"{name}/{kind}")
    return found


def status():
    with open("/proc/self/status") as file:
        return dict(line.rstrip("\n").split(":\t", 1) for line in file if ":\t" in line)


def identity():
    return [*os.getresuid(), *os.getresgid()]


def become_root():
    for attempt in (lambda: os.setuid(0), lambda: os.setgid(0), lambda: os.setgroups([0])):
        with contextlib.suppress(PermissionError):
            attempt()
            return "became root"
    return "refused"


def survey(secret_names):
    """A walk over all files: writable folders, files that change who runs them, named files."""
    writable, privileged, named = [], [], []
    for folder, folders, files in os.walk("/"):
        if folder == "/":
            folders[:] = [name for name in folders if name not in ("proc", "sys")]
        if os.access(folder, os.W_OK):
            writable.append(folder)
        for name in (*folders, *files):
            if name in secret_names:
                named.append(os.path.join(folder, name))
        for name in files:
            with contextlib.suppress(OSError):
                path = os.path.join(folder, name)
                mode = os.lstat(path).st_mode
                if (
                    stat.S_ISREG(mode)
                    and mode & (stat.S_ISUID | stat.S_ISGID)
                    and not _without_suid(path)
                ):
                    privileged.append(path)
    return {"writable": writable, "privileged": privileged, "named": named}


def _without_suid(path):
    return os.statvfs(path).f_flag & os.ST_NOSUID


def read_only():
    """Paths that could be written although they should not."""
    found = []
    for folder in (*READ_ONLY, "/"):
        with contextlib.suppress(OSError), open(f"{folder}/probe", "w"):
            found.append(folder)
    return found


def importable(names):
    return [name for name in names if importlib.util.find_spec(name) is not None]


def visible(paths):
    """Those of the paths that can be opened or listed."""
    found = []
    for path in paths:
        with contextlib.suppress(OSError):
            os.stat(path)
            found.append(path)
    return found


def mounts():
    """[mount point, options, kind, source] of every mount."""
    with open("/proc/self/mountinfo") as file:
        rows = [line.split(" - ") for line in file.read().splitlines()]
    return [
        [*(left.split()[place] for place in (4, 5)), *right.split()[:2]] for left, right in rows
    ]


def environment():
    with open("/proc/self/environ") as file:
        started_with = [entry.partition("=")[0] for entry in file.read().split("\0") if entry]
    return sorted({*os.environ, *started_with})


def processes():
    """The numbers of all visible processes but this one."""
    return [
        int(name) for name in os.listdir("/proc") if name.isdigit() and int(name) != os.getpid()
    ]


def signal_template():
    """Send all signals to the template; the last is the deadliest."""
    for number in (2, 15, 10, 12, 17, 19, 20, 11, 6, 9):
        with contextlib.suppress(PermissionError):
            os.kill(os.getppid(), number)
    return "sent"


def opened_of_template():
    found = []
    for name in [
        "environ",
        "mem",
        "maps",
        "auxv",
        "io",
        "syscall",
        "stack",
        "pagemap",
        "personality",
    ]:
        with contextlib.suppress(OSError), open(f"/proc/{os.getppid()}/{name}", "rb") as file:
            file.read(1)
            found.append(name)
    for name in ("fd", "fdinfo", "map_files", "cwd", "root"):
        with contextlib.suppress(OSError):
            os.listdir(f"/proc/{os.getppid()}/{name}")
            found.append(name)
    return found


def traced_template():
    """What tracing, reading the memory and taking a descriptor of the template gave: 0 is success."""
    parent = os.getppid()
    room = ctypes.create_string_buffer(64)
    vector = (ctypes.c_void_p * 2)(ctypes.addressof(room), 8)
    results = {
        "ptrace attach": LIBC.ptrace(16, parent, None, None),
        "ptrace seize": LIBC.ptrace(0x4206, parent, None, None),
        "process_vm_readv": LIBC.process_vm_readv(parent, vector, 1, vector, 1, 0),
        "pidfd_getfd": LIBC.syscall(438, LIBC.syscall(434, parent, 0), 0, 0),
    }
    return [name for name, result in results.items() if result >= 0]


def refused_calls():
    """Names of calls that went through: new namespaces, mounts, io_uring, bpf, keys, shared memory …"""
    calls = {
        "unshare user": (272, 0x10000000),
        "clone into new namespaces": (56, 0x10000011),
        "io_uring_setup": (425, 1),
        "bpf": (321, 0),
        "userfaultfd": (323, 0),
        "perf_event_open": (298, 0),
        "add_key": (248, 0),
        "keyctl": (250, 0),
        "shmget": (29, 0, 4096, 0o1600),
        "msgget": (68, 0, 0o1600),
        "semget": (64, 0, 1, 0o1600),
        "mount": (165, 0),
    }
    found = []
    for name, (number, *arguments) in calls.items():
        result = LIBC.syscall(number, *(ctypes.c_long(argument) for argument in (*arguments, 0, 0)))
        if result == 0 and name.startswith("clone"):
            os._exit(0)
        if result >= 0:
            found.append(name)
    return found


def limits():
    names = ("RLIMIT_CORE", "RLIMIT_NOFILE", "RLIMIT_FSIZE")
    return {name: list(resource.getrlimit(getattr(resource, name))) for name in names}


def fork_until_refused():
    """How many processes could be started beside this one."""
    count = 0
    try:
        while True:
            if os.fork() == 0:
                time.sleep(60)
                os._exit(0)
            count += 1
    except BlockingIOError:
        return count


def fill(folder):
    """Bytes that fit into a folder, in files of the largest size allowed, and why no more did."""
    total = 0
    block = b"x" * (1 << 16)
    for number in range(10_000):
        try:
            with open(f"{folder}/fill{number}", "wb", buffering=0) as file:
                while True:
                    total += file.write(block)
        except OSError as error:
            if error.errno != errno.EFBIG:
                return [total, errno.errorcode[error.errno]]
    return [total, "nothing"]


def create_files(folder):
    """Files that could be created in a folder, and why no more could."""
    for number in range(100_000):
        try:
            os.close(os.open(f"{folder}/{number}", os.O_CREAT | os.O_WRONLY))
        except OSError as error:
            return [number, errno.errorcode[error.errno]]
    return [100_000, "nothing"]


def allocate(mebibytes):
    """Touch that much memory."""
    return len(bytearray(mebibytes << 20))


def allocate_together(processes, mebibytes):
    """Processes that hold that much memory each: how many ended well."""
    children = []
    for _ in range(processes):
        child = os.fork()
        if child == 0:
            held = bytearray(mebibytes << 20)
            time.sleep(0.5)
            os._exit(0 if held else 1)
        children.append(child)
    return [os.waitpid(child, 0)[1] for child in children].count(0)


def burn(seconds):
    """Use processor time."""
    began = time.process_time()
    while time.process_time() - began < seconds:
        sum(range(1000))
    return time.process_time() - began


def burn_elsewhere(seconds):
    """Use processor time in a child whose end is not waited for."""
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)
    if os.fork() == 0:
        burn(seconds)
        os._exit(0)
    with contextlib.suppress(ChildProcessError):
        os.wait()
