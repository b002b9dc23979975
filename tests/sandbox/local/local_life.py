"""Scenarios: start, channel, measurement and end of a sandbox."""

from __future__ import annotations

import base64
import os
import select
import signal
import subprocess
import sys
import tempfile
import textwrap
from collections.abc import Callable
from pathlib import Path

from local_world import HERE, LIMITS, PATIENCE, agent, backend_of, exists, until

from sandbox.engine import Program, Sandbox, SandboxLost
from sandbox.local import cgroups, leftovers
from sandbox.local.engine import LocalEngine
from sandbox.local.inside.monitor import descendants

STUBBORN = """
    import os, signal, time
    for _ in range(3):
        if os.fork() == 0:
            os.setsid()
            if os.fork() == 0:
                for number in (1, 2, 13, 15):
                    signal.signal(number, signal.SIG_IGN)
                while True:
                    time.sleep(60)
            os._exit(0)
        os.wait()
    result = os.getpid()
"""


def family(sandbox: Sandbox, stubborn: int) -> set[int]:
    """Every process of this grader but itself, once the stubborn ones are there."""
    until(lambda: len(descendants(os.getpid())) > stubborn)
    return set(descendants(os.getpid()))


def our_folders() -> list[Path]:
    return sorted(Path(tempfile.gettempdir()).glob(f"grader-{os.getpid()}-*"))


def close_leaves_nothing(engine: LocalEngine) -> None:
    before = set(descendants(os.getpid()))
    before_folders = our_folders()
    with agent(engine) as inside:
        inside.run(STUBBORN)
        started = family(inside.sandbox, 3) - before
        assert len(started) >= 4
        inside.sandbox.close()
        assert [process for process in started if exists(process)] == []
        inside.sandbox.close()
    for folder in ("/sys/fs/cgroup/memory", "/sys/fs/cgroup"):
        assert list(Path(folder).glob(f"**/{inside.sandbox.name}")) == []
    assert our_folders() == before_folders


def death_of_the_grader_leaves_nothing(engine: LocalEngine) -> None:
    script = f"""
        import os, signal, sys
        sys.path.insert(0, {str(HERE)!r})
        import local_life, local_world
        inside = local_world.shared(local_world.new_engine(sys.argv[1]))
        inside.run(local_life.STUBBORN)
        print(os.getpid(), *local_life.family(inside.sandbox, 3), flush=True)
        os.kill(os.getpid(), signal.SIGKILL)
    """
    words = [sys.executable, "-c", textwrap.dedent(script), backend_of(engine)]
    ended = subprocess.run(words, stdout=subprocess.PIPE, check=False, text=True)
    assert ended.returncode == -signal.SIGKILL
    ended_grader, *started = [int(word) for word in ended.stdout.split()]
    assert len(started) >= 4
    until(lambda: not any(exists(process) for process in started))
    until(lambda: not list(Path(tempfile.gettempdir()).glob(f"grader-{ended_grader}-*")))
    leftovers.sweep()
    name = f"grader-{ended_grader}-"
    assert not any(path.name.startswith(name) for path in cgroups.groups_of_ours())


def big_transfer(engine: LocalEngine) -> None:
    data = os.urandom(1 << 20) * 8
    sandbox = engine.start(Program("runner", "echo", LIMITS))
    try:
        sandbox.send(data)
        back = bytearray()
        while len(back) < len(data):
            if not sandbox.pending():
                assert select.select([sandbox.fileno()], [], [], PATIENCE)[0]
            back += sandbox.receive()
        assert back == data
    finally:
        sandbox.close()


def program_that_never_reads(engine: LocalEngine) -> None:
    with agent(engine) as inside:
        inside.sandbox.send(base64.b64encode(b"import time; time.sleep(60)") + b"\n")
        lost = loss(lambda: inside.sandbox.send(bytes(4 << 20)))
        assert "does not read" in lost.message


def usage_grows(engine: LocalEngine) -> None:
    with agent(engine) as inside:
        first = inside.sandbox.usage()
        inside.run("""
            import os, time
            child = os.fork()
            if child == 0:
                kept = b"x" * (50 << 20)
                while time.process_time() < 0.3:
                    pass
                os._exit(0)
            os.waitpid(child, 0)
            held = b"y" * (60 << 20)
            import builtins
            builtins.held = held
        """)
        second = inside.sandbox.usage()
        assert first.cpu_seconds is not None
        assert second.cpu_seconds is not None
        assert second.cpu_seconds - first.cpu_seconds >= 0.2
        assert (second.memory_bytes or 0) - (first.memory_bytes or 0) >= 50 << 20
        assert (second.peak_memory_bytes or 0) >= 60 << 20
        inside.run("import builtins; del builtins.held")
        inside.sandbox.reset_peak()
        assert (inside.sandbox.usage().peak_memory_bytes or 0) < 50 << 20
    assert inside.sandbox.usage().cpu_seconds >= second.cpu_seconds  # type: ignore[operator]  # was a number


def diagnostics_are_kept(engine: LocalEngine) -> None:
    with agent(engine) as inside:
        inside.run("import sys; print('x' * 99, '\\n' * 200_000, 'the end', file=sys.stderr)")
        until(lambda: inside.sandbox.diagnosis().endswith("the end\n"))
        assert len(inside.sandbox.diagnosis()) <= 8192


def end_of_program(engine: LocalEngine) -> None:
    with agent(engine) as inside:
        inside.sandbox.send(base64.b64encode(b"raise SystemExit('gone')") + b"\n")
        for action in (inside.sandbox.receive, lambda: inside.sandbox.send(b"more")):
            lost = loss(action)
            assert "ended" in lost.message
            assert lost.hint == "gone"


def loss(action: Callable[[], object]) -> SandboxLost:
    """What `action`, repeated, ends with."""
    try:
        for _ in range(100):
            action()
    except SandboxLost as lost:
        return lost
    raise AssertionError("the sandbox was not lost")


def runner_starts(engine: LocalEngine) -> None:
    sandbox = engine.start(Program("runner", "sandbox.runner", LIMITS))
    try:
        hello = sandbox.receive()
        assert b"no new privileges" in hello, sandbox.diagnosis()
    finally:
        sandbox.close()
