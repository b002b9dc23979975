"""A running container: its channel, its counters, how it ended."""

from __future__ import annotations

import os
import time
from typing import TYPE_CHECKING, Any

import pytest

from sandbox.docker import clean
from sandbox.docker.container import describe_end, parse_statistics
from sandbox.engine import SandboxLost, Usage

if TYPE_CHECKING:
    from conftest import Box
    from docker import APIClient

ECHO = """
import os
while data := os.read(0, 1 << 20):
    while data:
        data = data[os.write(1, data):]
"""


# --- the channel -----------------------------------------------------------------------------


@pytest.mark.docker
def test_eight_megabytes_there_and_back(box: Box) -> None:
    box.tell(ECHO)
    data = os.urandom(8 << 20)
    box.sandbox.send(data)
    back = bytearray()
    while len(back) < len(data):
        back += box.some()
    assert back == data


@pytest.mark.docker
def test_standard_error_is_diagnosis_and_no_output(box: Box) -> None:
    assert box.ask("import sys; sys.stderr.write('oh dear'); sys.stderr.flush()") == ""
    deadline = time.monotonic() + 10
    while "oh dear" not in box.sandbox.diagnosis() and time.monotonic() < deadline:
        box.sandbox.receive()
    assert box.sandbox.diagnosis().endswith("oh dear")


# --- the end ---------------------------------------------------------------------------------


@pytest.mark.docker
def test_an_early_exit_is_a_loss_with_its_reason(box: Box) -> None:
    box.tell("import os; os.write(2, b'\\nso long\\n'); os._exit(3)")
    message = box.loss()
    assert message == (
        "The runner container ended early with exit status 3. It last wrote: so long"
    )


@pytest.mark.docker
def test_a_kill_from_outside(box: Box, client: APIClient) -> None:
    client.kill(box.sandbox.name)
    assert "was killed (SIGKILL)" in box.loss()
    with pytest.raises(SandboxLost):
        box.sandbox.send(b"x")
    assert box.sandbox.usage().cpu_seconds is not None or box.sandbox.usage().memory_bytes is None


@pytest.mark.docker
def test_a_removal_from_outside(box: Box, client: APIClient) -> None:
    clean.remove(client, box.sandbox.name)
    assert "was removed by somebody else" in box.loss()
    box.sandbox.close()


@pytest.mark.docker
def test_want_of_memory_is_named(box: Box) -> None:
    box.tell("x = []\nwhile True: x.append(bytearray(1 << 20))")
    assert "ran out of memory (limit 128 MiB)" in box.loss()


@pytest.mark.docker
def test_the_program_does_not_outlive_its_grader(box: Box, client: APIClient) -> None:
    box.sandbox._channel.close()  # what the kernel does for a process that is killed
    deadline = time.monotonic() + 10
    running = True
    while running and time.monotonic() < deadline:
        running = client.inspect_container(box.sandbox.name)["State"]["Running"]
    assert not running


# --- usage -----------------------------------------------------------------------------------


@pytest.mark.docker
def test_usage_grows_with_what_is_used(box: Box) -> None:
    before = box.sandbox.usage()
    if before.oom_kills is None:
        pytest.skip("the containers' counters are not readable on this host")
    box.ask("import time\nwhile time.process_time() < 0.5: pass")
    box.ask("global kept; kept = bytearray(b'x' * (40 << 20))")
    after = box.sandbox.usage()
    assert before.cpu_seconds is not None
    assert after.cpu_seconds is not None
    assert after.cpu_seconds - before.cpu_seconds > 0.2
    assert before.memory_bytes is not None
    assert after.memory_bytes is not None
    assert after.memory_bytes - before.memory_bytes > 38 << 20
    assert after.oom_kills == 0


@pytest.mark.docker
def test_a_peak_can_be_begun_anew(box: Box) -> None:
    box.ask("x = bytearray(b'x' * (40 << 20)); del x")
    high = box.sandbox.usage().peak_memory_bytes
    box.sandbox.reset_peak()
    low = box.sandbox.usage().peak_memory_bytes
    reader = box.sandbox._cgroup()
    if reader is None or not reader._resettable or high is None or low is None:
        pytest.skip("the peak is not resettable on this host")
    assert high - low > 30 << 20


@pytest.mark.docker
def test_the_engine_itself_can_be_asked(box: Box) -> None:
    usage = box.sandbox._statistics()
    assert usage.cpu_seconds is not None
    assert usage.memory_bytes is not None


# --- as pure functions -----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("state", "words"),
    [
        ({"ExitCode": 1}, "ended early with exit status 1"),
        ({"ExitCode": 0}, "ended early with exit status 0"),
        ({"ExitCode": 137}, "was killed (SIGKILL)"),
        ({"ExitCode": 139}, "was killed (SIGSEGV)"),
        ({"ExitCode": 255}, "ended early with exit status 255"),
        ({"ExitCode": 137, "OOMKilled": True}, "ran out of memory (limit 512 MiB)"),
        ({"ExitCode": 0, "Running": True}, "closed its channel but still runs"),
    ],
)
def test_how_a_container_ended_in_words(state: dict[str, Any], words: str) -> None:
    assert describe_end({"Running": False, "OOMKilled": False} | state, 512 << 20) == words


def test_statistics_of_both_cgroup_versions() -> None:
    cpu = {"cpu_usage": {"total_usage": 1_500_000_000}}
    v1 = {"cpu_stats": cpu, "memory_stats": {"usage": 10, "max_usage": 20}}
    v2 = {"cpu_stats": cpu, "memory_stats": {"usage": 10}}
    assert parse_statistics(v1) == Usage(1.5, 10, 20, None)
    assert parse_statistics(v2) == Usage(1.5, 10, None, None)
    assert parse_statistics({}) == Usage(None, None, None, None)
