import builtins
import contextlib
import ctypes
import os
import signal
import sys
import threading
import time


class Own(Exception):
    pass


class Base(BaseException):
    pass


class Skipped(BaseException):
    pass


Skipped.__module__ = "_pytest.outcomes"


class Unshowable(Exception):
    def __str__(self):
        raise SystemExit(0)

    __repr__ = __str__


def act(name):
    if not name.startswith("after_") and name in globals():
        return globals()[name]()
    return 42


def raises():
    raise ValueError("no")


def raises_its_own():
    raise Own("no")


def raises_memory_error():
    raise MemoryError


def raises_base():
    raise Base


def raises_interrupt():
    raise KeyboardInterrupt


def raises_assertion():
    raise AssertionError("assert 42 == 42")


def raises_skip():
    raise Skipped("skip me")


def raises_unshowable():
    raise Unshowable


def hangs():
    while True:
        pass


def hangs_in_finally():
    try:
        hangs()
    finally:
        hangs()


def exits_at_once():
    os._exit(0)


def exits():
    sys.exit(0)


def segfaults():
    ctypes.string_at(0)


def recurses():
    return recurses() + 1


def bombs_forks():
    while True:
        with contextlib.suppress(OSError):
            os.fork()


def bombs_threads():
    while True:
        threading.Thread(target=time.sleep, args=(60,)).start()


def bombs_memory():
    held = []
    while True:
        held.append(bytearray(1 << 22))


def bombs_memory_in_children():
    for _ in range(3):
        if os.fork() == 0:
            break
    held = bytearray(30 << 20)
    time.sleep(60)
    return held


def prints_much():
    while True:
        print("x" * 1000)


def prints_much_to_stderr():
    while True:
        sys.stderr.write("x" * 1000)


def sleeps():
    time.sleep(60)


def burns():
    while time.process_time() < 60:
        pass


def burns_in_children():
    for _ in range(4):
        if os.fork() == 0:
            hangs()
    time.sleep(60)


def asks():
    return int(input())


def stops():
    os.kill(os.getpid(), signal.SIGSTOP)


def kills_itself():
    os.kill(os.getpid(), signal.SIGKILL)


def closes_the_channel():
    os.close(3)
    return 42


def returns_much():
    return bytes(65 << 20)


def returns_nested():
    value = 42
    for _ in range(100_000):
        value = [value]
    return value


def returns_what_cannot_cross():
    return sys.modules


def returns_itself():
    value = []
    value.append(value)
    return value


def fills_the_disk():
    with contextlib.suppress(OSError):
        for number in range(100_000):
            with open(f"/tmp/{number}", "wb") as file:
                file.write(b"x" * (1 << 20))
    return 42


def locks_a_folder():
    os.makedirs("/tmp/locked/inner")
    os.chmod("/tmp/locked/inner", 0)
    os.chmod("/tmp/locked", 0)
    return 42


def kills_first():
    with contextlib.suppress(OSError):
        os.kill(1, signal.SIGKILL)
    return 42


def kills_all():
    with contextlib.suppress(OSError):
        os.kill(-1, signal.SIGKILL)
    return 42


def starts_a_daemon():
    if os.fork() == 0:
        os.setsid()
        if os.fork() == 0:
            time.sleep(600)
        os._exit(0)
    return 42


def thread_goes_on():
    threading.Thread(target=time.sleep, args=(60,)).start()
    return 42


def thread_prints_on():
    threading.Thread(target=prints_much).start()
    return 42


def thread_exits_later():
    threading.Timer(0.001, exits_at_once).start()
    return 42


def closes_output():
    os.close(1)
    os.close(2)
    print("into nothing")
    return 42


def ignores_signals():
    for number in signal.valid_signals():
        with contextlib.suppress(OSError, ValueError):
            signal.signal(number, signal.SIG_IGN)
    hangs()


def replaces_builtins():
    for name in ("abs", "all", "any", "len", "isinstance", "sum"):
        setattr(builtins, name, lambda *_: 42)
    return 41


def endless():
    while True:
        yield 42
