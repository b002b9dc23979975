"""Scenarios: what a program in a sandbox can see, touch and use up."""

from __future__ import annotations

import os
import signal
import tempfile
from pathlib import Path

from local_world import HERE, LIMITS, agent, has_group, has_own_root, shared

from sandbox.engine import Limits
from sandbox.local.engine import LocalEngine
from sandbox.local.inside.entry import ENVIRONMENT, FOLDERS


def no_network(engine: LocalEngine) -> None:
    inside = shared(engine)
    opened = inside.run("""
        import socket
        result = []
        for family in (1, 2, 10, 16, 17, 38, 40):
            for kind in (1, 2, 3):
                try:
                    socket.socket(family, kind)
                    result.append((family, kind))
                except PermissionError:
                    pass
        a, b = socket.socketpair()
        a.send(b"x")
        assert b.recv(1) == b"x"
    """)
    assert opened == []


def no_writing_outside_scratch(engine: LocalEngine) -> None:
    inside = shared(engine)
    places = [
        "/",
        "/usr",
        "/usr/lib",
        "/etc",
        "/opt",
        "/opt/lib",
        "/var",
        "/dev",
        str(HERE),
    ]
    written = inside.run(f"""
        import os
        result = []
        for place in {places!r} + [os.path.dirname(os.__file__)]:
            try:
                open(place + "/new", "w").close()
                result.append(place)
            except OSError:
                pass
        open("mine", "w").write("kept here")
    """)
    assert written == []
    assert not Path(tempfile.gettempdir(), "mine").exists()


def nothing_of_the_host_to_read(engine: LocalEngine) -> None:
    home = os.path.expanduser("~")
    secret = HERE / "secret.txt"
    paths = [
        str(secret),
        "/etc/shadow",
        "/etc/hostname",
        "/var/log",
        "/sys/kernel",
        "/proc/1/root/etc",
    ]
    inside = shared(engine)
    read = inside.run(f"""
        import os
        result = []
        for path in {paths!r}:
            try:
                os.listdir(path) if os.path.isdir(path) else open(path).read()
                result.append(path)
            except OSError:
                pass
    """)
    assert [path for path in read if path != "/proc/1/root/etc"] == []
    if home not in ("", "/"):
        seen = inside.run(f"""
            import os
            try:
                result = os.listdir({home!r})
            except OSError:
                result = []
        """)
        assert set(seen) <= {".pyenv", ".local"}  # where an interpreter may be
    found = inside.run("""
        import sys, importlib.util
        result = [n for n in ("grader", "problems", "sandbox.docker", "sandbox.local.engine")
                  if n.split(".")[0] == "sandbox" and importlib.util.find_spec(n)
                  or importlib.util.find_spec(n.split(".")[0] if "sandbox" not in n else "nope")]
    """)
    assert found == []


def clean_environment(engine: LocalEngine) -> None:
    inside = shared(engine)
    seen = inside.run("""
        import os
        result = [dict(os.environ), ""]
        try:
            result[1] = open(f"/proc/{os.getpid()}/environ").read()
        except OSError:
            pass
    """)
    assert set(seen[0]) == {*ENVIRONMENT, *FOLDERS}
    assert seen[1] in ("", "PWD=/tmp\0")  # the latter is bubblewrap's own
    assert inside.run("import os; result = os.environb.get(b'SECRET')") is None


def no_other_process(engine: LocalEngine) -> None:
    ours = os.getpid()
    inside = shared(engine)
    assert inside.error(f"import os; os.kill({ours}, 0)")
    assert inside.error(f"open('/proc/{ours}/environ').read()")
    if has_own_root(engine):
        seen = inside.run("""
            import os
            result = [os.getpid(), [name for name in os.listdir("/proc") if name.isdigit()]]
        """)
        assert seen == [1, ["1"]]
        assert inside.run("import os; os.kill(1, 9); result = 'alive'") == "alive"
        assert (
            inside.error("import os; os.kill(0, 15); os.kill(-1, 9)")[:18] == "ProcessLookupError"
        )


def no_privileges(engine: LocalEngine) -> None:
    inside = shared(engine)
    seen = inside.run("""
        import ctypes, os
        libc = ctypes.CDLL(None)
        header, sets = (ctypes.c_uint32 * 2)(0x20080522, 0), (ctypes.c_uint32 * 6)()
        libc.capget(header, sets)
        result = [list(sets), libc.prctl(39, 0, 0, 0, 0), libc.prctl(21), os.getgroups()]
    """)
    assert seen[:3] == [[0] * 6, 1, 2]
    ids = inside.run("import os; result = [*os.getresuid(), *os.getresgid()]")
    assert 0 not in ids
    if os.getuid() == 0:
        assert seen[3] == []


def forbidden_system_calls(engine: LocalEngine) -> None:
    expected = {"x86_64": 0, "aarch64": 1}[os.uname().machine]
    calls = {
        "io_uring_setup": (425, 425), "ptrace": (101, 117), "keyctl": (250, 219), "bpf": (321, 280),
        "perf_event_open": (298, 241), "unshare": (272, 97), "setns": (308, 268),
        "mount": (165, 40), "userfaultfd": (323, 282), "process_vm_readv": (310, 270),
        "personality": (135, 92), "shmget": (29, 194), "open_by_handle_at": (304, 265),
    }  # fmt: skip
    numbers = {name: pair[expected] for name, pair in calls.items()}
    inside = shared(engine)
    codes = inside.run(f"""
        import ctypes
        libc = ctypes.CDLL(None, use_errno=True)
        result = {{}}
        for name, number in {numbers!r}.items():
            ctypes.set_errno(0)
            libc.syscall(number, 0, 0, 0, 0, 0)
            result[name] = ctypes.get_errno()
    """)
    assert set(codes.values()) == {1}, codes
    clone, user_namespace = (56, 220)[expected], 0x10000000 | 17
    code = "import ctypes; libc = ctypes.CDLL(None, use_errno=True)\n"
    code += f"libc.syscall({{}}, {user_namespace}, 0, 0, 0, 0); result = ctypes.get_errno()"
    assert inside.run(code.format(clone)) == 1
    assert inside.run(code.format(435)) == 38


def process_limit(engine: LocalEngine) -> None:
    with agent(engine) as inside:
        started = inside.run("""
            import os, signal
            children = []
            try:
                while len(children) < 200:
                    child = os.fork()
                    if child == 0:
                        signal.pause()
                    children.append(child)
            except OSError:
                pass
            result = len(children)
            for child in children:
                os.kill(child, signal.SIGKILL)
                os.waitpid(child, 0)
        """)
        assert 5 <= started <= LIMITS.processes


def memory_limit(engine: LocalEngine) -> None:
    with agent(engine) as inside:
        status = inside.run("""
            import os
            child = os.fork()
            if child == 0:
                try:
                    kept = [b"x" * (1 << 20) for _ in range(400)]
                except MemoryError:
                    os._exit(3)
                os._exit(0)
            result = os.waitpid(child, 0)[1]
        """)
        if has_group(engine):
            assert os.WTERMSIG(status) == signal.SIGKILL
            kills = inside.sandbox.usage().oom_kills
            assert kills is not None
            assert kills >= 1
        else:
            assert os.WEXITSTATUS(status) == 3
        assert inside.run("result = 'alive'") == "alive"


def disk_limit(engine: LocalEngine) -> None:
    with agent(engine, Limits(**{**vars(LIMITS), "file_bytes": 8 << 20})) as inside:
        written = inside.run("""
            import os
            result = 0
            try:
                with open("big", "wb", buffering=0) as file:
                    while result < 20 << 20:
                        result += file.write(bytes(1 << 16))
            except OSError:
                pass
            os.unlink("big")
        """)
        assert 1 << 20 <= written <= (4 << 20 if has_own_root(engine) else 8 << 20)
        if has_own_root(engine):
            shared = inside.error("open('/dev/shm/big', 'wb').write(bytes(20 << 20))")
            assert shared[:7] == "OSError"


def file_count_limit(engine: LocalEngine) -> None:
    if any("number of files" in gap or "many files" in gap for gap in engine.cannot_stop):
        return
    with agent(engine) as inside:
        made = inside.run("""
            result = 0
            try:
                while result < 1000:
                    open(f"f{result}", "w").close()
                    result += 1
            except OSError:
                pass
        """)
        assert 100 <= made <= LIMITS.tmp_inodes
