"""Probes: what a case leaves behind, and what the next one finds of it."""

import contextlib
import os
import sys
import time

FOLDERS = ("/tmp", "/dev/shm")  # noqa: S108 - the sandbox's own
COUNTER = [0]


def leave():
    """Files that are hard to remove, a changed module and a process that wants to stay."""
    for folder in FOLDERS:
        with contextlib.suppress(OSError):
            os.makedirs(f"{folder}/a/b/c")
            for name in ("file", ".hidden", "a/b/c/file", "new\nline", "\udcff"):
                with open(f"{folder}/{name}", "w") as file:
                    file.write("x")
            os.symlink("/", f"{folder}/root")
            os.symlink(folder, f"{folder}/a/loop")
            os.chmod(f"{folder}/a/b", 0)
            os.chmod(f"{folder}/a", 0)
    COUNTER[0] += 1
    os.environ["TRACE"] = "x"
    sys.modules["trace_of_a_case"] = sys
    if os.fork() == 0:
        os.setsid()
        if os.fork() == 0:
            time.sleep(600)
        os._exit(0)
    os.wait()
    return found()


def leave_deep():
    """A folder within a folder within a folder, deeper than a path may be long."""
    depth = 0
    os.chdir(FOLDERS[0])
    with contextlib.suppress(OSError):
        while True:
            os.mkdir("d" * 200)
            os.chdir("d" * 200)
            depth += 1
    return depth


def leave_links():
    """Links to the root: whoever follows them walks over all files there are."""
    for number in range(200):
        os.symlink("/", f"{FOLDERS[0]}/{number}")
    return found()["files"]


def found():
    """What there is of an earlier case."""
    files = [
        f"{folder}/{name}"
        for folder in FOLDERS
        if os.path.ismount(folder)
        for name in os.listdir(folder)
    ]
    parents = {1, os.getpid(), os.getppid()}
    others = [name for name in os.listdir("/proc") if name.isdigit() and int(name) not in parents]
    return {
        "files": len([name for name in files if name != f"{FOLDERS[0]}/.keep"]),
        "processes": len(others),
        "counter": COUNTER[0],
        "environment": "TRACE" in os.environ,
        "modules": "trace_of_a_case" in sys.modules,
    }
