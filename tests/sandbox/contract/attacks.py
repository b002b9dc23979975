"""Probes: what a case may do to its process, its sandbox and the template. `honest` shows that all is well."""

import contextlib
import ctypes
import os
import resource
import signal
import sys
import threading
import time

TMP = "/tmp"  # noqa: S108 - the sandbox's own
CHANNEL = 3


def honest(number):
    with open(f"{TMP}/honest", "w") as file:
        file.write("x")
    return number * 2


def hang():
    while True:
        pass


def exit_at_once():
    os._exit(0)


def exit_by_exception():
    sys.exit(0)


def segfault():
    ctypes.string_at(0)


def recursion():
    return recursion()


def recursion_without_end():
    sys.setrecursionlimit(10**9)
    threading.stack_size(512 << 20)
    thread = threading.Thread(target=recursion)
    thread.start()
    thread.join()


def fork_bomb():
    while True:
        with contextlib.suppress(OSError):
            os.fork()


def thread_bomb():
    with contextlib.suppress(RuntimeError):
        while True:
            threading.Thread(target=time.sleep, args=(600,), daemon=True).start()
    return "refused"


def memory_bomb():
    held = []
    while True:
        held.append(bytearray(8 << 20))


def memory_bomb_of_many():
    """Many small processes, each no worse a choice for the kernel than the template."""
    with contextlib.suppress(OSError), open("/proc/self/oom_score_adj", "w") as file:
        file.write("-1000")
    for value in range(-1000, 1000, 100):
        with contextlib.suppress(OSError), open("/proc/self/oom_score_adj", "w") as file:
            file.write(str(value))
            break
    for _ in range(20):
        with contextlib.suppress(OSError):
            if os.fork() == 0:
                break
    held = []
    while True:
        held.append(bytearray(1 << 20))
        time.sleep(0.01)


def memory_bomb_in_files():
    while True:
        for folder in (TMP, "/dev/shm"):  # noqa: S108 - the sandbox's own
            with (
                contextlib.suppress(OSError),
                open(f"{folder}/{time.monotonic_ns()}", "wb") as file,
            ):
                file.write(b"x" * (1 << 20))


def print_a_gigabyte():
    for _ in range(1 << 10):
        print("x" * (1 << 20))  # noqa: T201 - what the probe is for


def answer_a_gigabyte():
    block = b"\0\0\0\1x" * (1 << 18)
    while True:
        os.write(CHANNEL, block)


def orphans_flood_the_channel():
    """The case's own process ends, others go on to write to its channel."""
    for _ in range(8):
        if os.fork() == 0:
            os.setsid()
            answer_a_gigabyte()
    time.sleep(0.2)
    os._exit(0)


def garbage_on_the_channel():
    os.write(CHANNEL, b"\xff" * 64)
    time.sleep(600)


def half_a_frame():
    os.write(CHANNEL, b"\0\0\1\0half")
    os._exit(0)


def close_everything():
    os.closerange(0, 256)
    time.sleep(600)


def close_output():
    os.close(1)
    os.close(2)
    sys.stdout.write("into nothing")
    return "closed"


def stop_itself():
    os.kill(os.getpid(), signal.SIGSTOP)


def ignore_all_signals():
    for number in signal.valid_signals():
        with contextlib.suppress(OSError, ValueError):
            signal.signal(number, signal.SIG_IGN)
    signal.pthread_sigmask(signal.SIG_BLOCK, signal.valid_signals())
    hang()


def daemon():
    if os.fork() == 0:
        os.setsid()
        if os.fork() == 0:
            ignore_all_signals()
        os._exit(0)
    os.wait()
    return "daemon started"


def daemons_that_fork_on():
    """A process that is never the same for long."""
    if os.fork() == 0:
        while True:
            os.setsid()
            with contextlib.suppress(OSError):
                if os.fork():
                    os._exit(0)
    return "started"


def fill_disk():
    number = 0
    while True:
        number += 1
        try:
            with open(f"{TMP}/{number}", "wb") as file:
                file.write(b"x" * (1 << 20))
        except OSError:
            return "full"


def delete_directory():
    os.makedirs(f"{TMP}/here")
    os.chdir(f"{TMP}/here")
    os.rmdir(f"{TMP}/here")
    with contextlib.suppress(OSError):
        os.chmod(TMP, 0)
    return "deleted"


def kill_all():
    with contextlib.suppress(ProcessLookupError):  # there may be nobody else
        os.kill(-1, signal.SIGKILL)
    return "alive"


def kill_first():
    with contextlib.suppress(PermissionError):
        os.kill(os.getppid(), signal.SIGKILL)
    return "alive"


def kill_group():
    os.killpg(0, signal.SIGKILL)


def stop_all():
    with contextlib.suppress(ProcessLookupError):
        os.kill(-1, signal.SIGSTOP)
    for _ in range(10):
        os.kill(os.getppid(), signal.SIGCHLD)
    return "alive"


def starve():
    """Lower every limit of its own and take all processors."""
    resource.setrlimit(resource.RLIMIT_NOFILE, (0, 0))
    resource.setrlimit(resource.RLIMIT_AS, (1 << 20, 1 << 20))
    with contextlib.suppress(OSError):
        os.nice(-20)
    hang()


def signal_storm():
    while True:
        with contextlib.suppress(PermissionError):
            os.kill(os.getppid(), signal.SIGCHLD)
