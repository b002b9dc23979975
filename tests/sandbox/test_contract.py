"""The contract of every engine: each control observed by code that runs as a candidate's does.

What an engine itself says that it cannot stop (`cannot_stop`) is expected to fail, and only that.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path

import pytest

from sandbox.engine import Engine, SandboxLost
from tests.sandbox.contract.caller import LIMITS, Caller, Raised, Runners

CHECKOUT = Path(__file__).resolve().parents[2]
TMP, SHM = "/tmp", "/dev/shm"  # noqa: S108  # the sandbox's own
OURS = ["grader", "pytest", "_pytest", "pip", "setuptools", "docker", "click", "rich", "cli"]
SECRETS = ["problem.toml", "judge", "grading.py", "_pytest", "solutions", "problems"]
DEVICES = {f"/dev/{name}" for name in ("null", "zero", "full", "random", "urandom")}
WRITABLE_KINDS = {"tmpfs", "proc", "devpts", "mqueue", "cgroup", "cgroup2", "sysfs"}

#: Beginning of what an engine says that it cannot stop → the tests that then fail.
EXCEPTIONS = {
    "Memory is limited for each process": ("test_memory_of_all_processes_together",),
    "CPU time of processes that nobody waited for": ("test_cpu_time_of_orphans_is_counted",),
    "A submission can fill the disk": (
        "test_disk",
        "test_inodes",
        "test_nothing_of_a_case_is_left",
    ),
    "Names of files below the Python": ("test_no_other_process_is_visible",),
    "A submission can send signals": ("test_the_template_cannot_be_signalled", "test_survives"),
    "The number of files in /tmp is limited by memory": ("test_inodes",),
}

NewCaller = Callable[..., Caller]


@pytest.fixture(
    scope="module",
    params=["local", "local-ungrouped", pytest.param("docker", marks=pytest.mark.docker)],
)
def engine(request: pytest.FixtureRequest, engine_called: Callable[[str], Engine]) -> Engine:
    return engine_called(request.param)


@pytest.fixture(scope="module")
def runners(engine: Engine) -> Iterator[Runners]:
    made = Runners(engine)
    yield made
    made.close()


@pytest.fixture(autouse=True)
def named_exceptions(request: pytest.FixtureRequest, engine: Engine) -> None:
    """Expect the failures that the engine announces; what could harm this machine is not tried."""
    for gap in getattr(engine, "cannot_stop", ()):
        for beginning, tests in EXCEPTIONS.items():
            if gap.startswith(beginning) and request.node.originalname in tests:
                harmful = "signals" in gap
                request.applymarker(pytest.mark.xfail(reason=gap, strict=True, run=not harmful))


@pytest.fixture
def start(runners: Runners) -> Iterator[NewCaller]:
    """Forks a process with a file of probes; it is killed in the end, which must work."""
    started: list[str] = []

    def make(probes: str = "controls", seconds: float = 20.0) -> Caller:
        if started:
            runners.get(started[-1]).kill()
        started.append(probes)
        return Caller(runners.get(probes), seconds=seconds)

    yield make
    try:
        for probes in started[-1:]:
            runners.get(probes).kill()
    except Exception:
        for probes in set(started):
            runners.spoilt(probes)
        raise


def test_no_sockets(start: NewCaller) -> None:
    assert start().call("opened_sockets") == []


def test_what_the_kernel_says_of_the_process(start: NewCaller) -> None:
    status = start().call("status")
    assert {status[f"Cap{name}"] for name in ("Inh", "Prm", "Eff", "Bnd", "Amb")} == {"0" * 16}
    assert status["NoNewPrivs"] == "1"
    assert status["Seccomp"] == "2"
    assert "0" not in status["Groups"].split()


def test_not_root(start: NewCaller) -> None:
    assert 0 not in start().call("identity")
    assert start().call("become_root") == "refused"


def test_the_root_is_read_only(start: NewCaller) -> None:
    assert start().call("read_only") == []


def test_a_walk_over_all_files(start: NewCaller) -> None:
    """Two writable places, nothing that changes who runs it, nothing of the grader."""
    found = start(seconds=60).call("survey", SECRETS)
    assert set(found["writable"]) == {TMP, SHM}
    assert found["privileged"] == []
    assert found["named"] == []


def test_nothing_of_the_grader_can_be_imported(start: NewCaller) -> None:
    assert start().call("importable", OURS) == []


def test_no_host_files(start: NewCaller, tmp_path: Path) -> None:
    marker = tmp_path / "marker"
    marker.write_text("x")
    paths = [
        marker,
        tmp_path,
        CHECKOUT / "pyproject.toml",
        CHECKOUT / "problems",
        Path.home() / ".bashrc",
    ]
    sockets = ["/run/docker.sock", "/run/containerd"]
    assert start().call("visible", [*map(str, paths), *sockets]) == []


def test_no_host_mount_can_be_written(start: NewCaller) -> None:
    writable = [mount for mount in start().call("mounts") if "rw" in mount[1].split(",")]
    own = [mount for mount in writable if mount[0] not in DEVICES]
    assert {kind for _, _, kind, _ in own} <= WRITABLE_KINDS
    assert not [mount for mount in writable if str(CHECKOUT) in mount[3]]


def test_the_environment_is_our_own(start: NewCaller) -> None:
    ours = {"PATH", "HOME", "TMPDIR", "PWD", "LANG", "LC_CTYPE"}
    threads = {"OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS"}
    assert set(start().call("environment")) <= ours | threads


def test_no_other_process_is_visible(start: NewCaller) -> None:
    assert start().call("processes") in ([], [1])


def test_the_template_cannot_be_signalled(start: NewCaller) -> None:
    assert start().call("signal_template") == "sent"
    assert start().call("identity")


def test_the_template_cannot_be_read(start: NewCaller) -> None:
    case = start()
    assert case.call("opened_of_template") == []
    assert case.call("traced_template") == []


def test_calls_that_the_kernel_refuses(start: NewCaller) -> None:
    assert start().call("refused_calls") == []


def test_limits_of_each_process(start: NewCaller) -> None:
    assert start().call("limits") == {
        "RLIMIT_CORE": [0, 0],
        "RLIMIT_NOFILE": [LIMITS.open_files] * 2,
        "RLIMIT_FSIZE": [LIMITS.file_bytes] * 2,
    }


def test_number_of_processes(start: NewCaller) -> None:
    assert 4 < start().call("fork_until_refused") < LIMITS.processes


@pytest.mark.parametrize(
    ("folder", "size"), [(TMP, LIMITS.tmp_bytes), (SHM, LIMITS.shared_memory_bytes)]
)
def test_disk(start: NewCaller, folder: str, size: int) -> None:
    filled, why = start().call("fill", folder)
    assert size // 2 < filled <= size
    assert why == "ENOSPC"


@pytest.mark.parametrize(("folder", "most"), [(TMP, LIMITS.tmp_inodes), (SHM, 256)])
def test_inodes(start: NewCaller, folder: str, most: int) -> None:
    created, why = start().call("create_files", folder)
    assert 100 < created <= most
    assert why == "ENOSPC"


def test_memory(start: NewCaller) -> None:
    outcome = start().outcome("allocate", LIMITS.memory_bytes >> 20)
    assert outcome == "ended by signal 9" or outcome.startswith("raised MemoryError")
    assert start().call("allocate", 32) == 32 << 20


def test_memory_of_all_processes_together(start: NewCaller) -> None:
    assert start().outcome("allocate_together", 6, 60) != "returned 6"
    assert start().call("allocate", 32) == 32 << 20


def test_cpu_time_is_counted_from_outside(start: NewCaller) -> None:
    case = start()
    burnt = case.call("burn", 0.4)
    assert _cpu_seconds(case) >= burnt * 0.9


def test_cpu_time_of_orphans_is_counted(start: NewCaller) -> None:
    case = start()
    case.call("burn_elsewhere", 0.4)
    assert _cpu_seconds(case) >= 0.3


def _cpu_seconds(case: Caller) -> float:
    before, after = case.before.cpu_seconds, case.usage().cpu_seconds
    assert before is not None and after is not None  # noqa: PT018  # for the type checker
    return after - before


def test_peak_memory_is_counted_from_outside(start: NewCaller) -> None:
    case = start()
    case.call("allocate", 64)  # given back by now
    peak, before = case.usage().peak_memory_bytes, case.before.memory_bytes
    assert peak is not None and before is not None  # noqa: PT018  # for the type checker
    assert 60 << 20 <= peak - before <= 90 << 20


def test_nothing_of_a_case_is_left(start: NewCaller) -> None:
    nothing = start("traces").call("found")
    left = start("traces").call("leave")
    assert left["files"] > 2
    assert left["processes"] > 0
    assert left | nothing != left
    assert start("traces").call("found") == nothing


@pytest.mark.parametrize("trace", ["leave_deep", "leave_links"])
def test_what_is_hard_to_remove_is_removed(start: NewCaller, trace: str) -> None:
    before = start("traces").call("found")
    start("traces").call(trace)
    assert start("traces").call("found") == before


@pytest.mark.parametrize(
    ("attack", "outcome"),
    [
        ("hang", "no answer"),
        ("exit_at_once", "ended with status 0"),
        ("exit_by_exception", "raised SystemExit: 0"),
        ("segfault", "ended by signal 11"),
        ("recursion", "raised RecursionError"),
        ("recursion_without_end", ""),
        ("fork_bomb", "no answer"),
        ("thread_bomb", "returned 'refused'"),
        ("memory_bomb", ("ended by signal 9", "raised MemoryError")),
        ("memory_bomb_in_files", "no answer"),
        ("print_a_gigabyte", "too much output"),
        ("answer_a_gigabyte", ""),
        ("orphans_flood_the_channel", ""),
        ("garbage_on_the_channel", "malformed"),
        ("half_a_frame", "ended with status 0"),
        ("close_everything", "no answer"),
        ("close_output", ("returned 'closed'", "raised OSError")),
        ("stop_itself", "no answer"),
        ("ignore_all_signals", "no answer"),
        ("daemon", "returned 'daemon started'"),
        ("daemons_that_fork_on", "returned 'started'"),
        ("fill_disk", "returned 'full'"),
        ("delete_directory", "returned 'deleted'"),
        ("kill_all", "returned 'alive'"),
        ("kill_first", "returned 'alive'"),
        ("kill_group", "ended by signal 9"),
        ("stop_all", "returned 'alive'"),
        ("starve", "no answer"),
        ("signal_storm", "no answer"),
    ],
)
def test_survives(start: NewCaller, attack: str, outcome: str | tuple[str, ...]) -> None:
    """After whatever a case did the template kills it, and an honest case is answered."""
    case = start("attacks", seconds=1.5)
    with suppress(Raised):
        assert case.outcome(attack).startswith(outcome)
    assert start("attacks").call("honest", 21) == 42


def test_a_template_lost_to_a_memory_bomb_is_told_as_such(
    start: NewCaller, runners: Runners
) -> None:
    """Many small processes can make the template the kernel's choice: the case's fault, not ours."""
    case = start("attacks", seconds=10)
    try:
        case.outcome("memory_bomb_of_many")
        assert start("attacks").call("honest", 21) == 42
    except SandboxLost as lost:
        runners.spoilt("attacks")
        if not lost.memory:
            raise
