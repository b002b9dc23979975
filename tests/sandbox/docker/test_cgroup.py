"""Cgroup counters: where they are, what they mean, on samples of both versions."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from sandbox.docker.cgroup import CgroupReader, locate, parse_cpu, parse_oom_kills, reader_of
from sandbox.engine import Usage

ID = "c0ffee" * 10 + "cafe"

V1_MEMBERSHIPS = f"""\
9:name=systemd:/docker/{ID}
8:pids:/docker/{ID}
4:memory:/docker/{ID}
2:cpu,cpuacct:/docker/{ID}
0::/
"""
V1_MOUNTS = """\
30 24 0:26 / /sys/fs/cgroup rw - tmpfs tmpfs rw,mode=755
31 30 0:27 / /sys/fs/cgroup/cpu,cpuacct rw,relatime - cgroup cgroup rw,cpu,cpuacct
33 30 0:29 / /sys/fs/cgroup/memory rw,relatime - cgroup cgroup rw,memory
40 30 0:36 / /sys/fs/cgroup/unified rw,relatime - cgroup2 cgroup2 rw
"""
V2_MEMBERSHIPS = f"0::/system.slice/docker-{ID}.scope\n"
V2_MOUNTS = "35 24 0:30 / /sys/fs/cgroup rw shared:9 - cgroup2 cgroup2 rw,nsdelegate\n"

CPU_STAT = b"usage_usec 1500000\nuser_usec 1000000\nsystem_usec 500000\nnr_periods 3\n"
MEMORY_EVENTS = b"low 0\nhigh 0\nmax 12\noom 2\noom_kill 1\noom_group_kill 0\n"
OOM_CONTROL = b"oom_kill_disable 0\nunder_oom 0\noom_kill 2\n"


def test_v1_counters_are_found_in_each_hierarchy() -> None:
    files = locate(ID, V1_MEMBERSHIPS, V1_MOUNTS)
    assert files is not None
    assert not files.unified
    assert files.cpu == Path(f"/sys/fs/cgroup/cpu,cpuacct/docker/{ID}/cpuacct.usage")
    assert files.memory == Path(f"/sys/fs/cgroup/memory/docker/{ID}/memory.usage_in_bytes")


def test_v2_counters_are_found() -> None:
    files = locate(ID, V2_MEMBERSHIPS, V2_MOUNTS)
    assert files is not None
    assert files.unified
    assert files.peak == Path(f"/sys/fs/cgroup/system.slice/docker-{ID}.scope/memory.peak")


def test_a_hierarchy_that_is_mounted_in_part() -> None:
    mounts = V2_MOUNTS.replace(" / /sys", " /system.slice /sys", 1)
    files = locate(ID, V2_MEMBERSHIPS, mounts)
    assert files is not None
    assert files.memory == Path(f"/sys/fs/cgroup/docker-{ID}.scope/memory.current")


@pytest.mark.parametrize(
    ("memberships", "mounts"),
    [
        (V1_MEMBERSHIPS.replace(ID, "another"), V1_MOUNTS),  # the number is another process's here
        (V2_MEMBERSHIPS, V2_MOUNTS.replace(" / /sys", " /user.slice /sys", 1)),
        (V2_MEMBERSHIPS, ""),
        ("", V2_MOUNTS),
        (V1_MEMBERSHIPS, V1_MOUNTS.replace("rw,memory", "rw,blkio")),
    ],
)
def test_what_is_not_readable_here(memberships: str, mounts: str) -> None:
    assert locate(ID, memberships, mounts) is None


def test_cpu_time_of_both_versions() -> None:
    assert parse_cpu(b"2500000000\n", unified=False) == 2.5
    assert parse_cpu(CPU_STAT, unified=True) == 1.5


def test_oom_kills_of_both_versions() -> None:
    assert parse_oom_kills(OOM_CONTROL) == 2
    assert parse_oom_kills(MEMORY_EVENTS) == 1


def test_a_field_that_is_missing() -> None:
    with pytest.raises(ValueError, match="usage_usec"):
        parse_cpu(b"nr_periods 3\n", unified=True)


@pytest.fixture
def v1(tmp_path: Path) -> Path:
    """A proc folder whose process 7 is in a v1 cgroup below the same folder."""
    (tmp_path / "7").mkdir()
    (tmp_path / "7/cgroup").write_text(V1_MEMBERSHIPS)
    (tmp_path / "self").mkdir()
    (tmp_path / "self/mountinfo").write_text(V1_MOUNTS.replace("/sys/fs/cgroup", str(tmp_path)))
    for folder, name, content in (
        ("cpu,cpuacct", "cpuacct.usage", b"2500000000\n"),
        ("memory", "memory.usage_in_bytes", b"4096\n"),
        ("memory", "memory.max_usage_in_bytes", b"8192\n"),
        ("memory", "memory.oom_control", OOM_CONTROL),
    ):
        target = tmp_path / folder / "docker" / ID / name
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(content)
    return tmp_path


def test_a_reading_and_a_new_peak(v1: Path) -> None:
    reader = reader_of(ID, 7, proc=v1)
    assert reader is not None
    assert reader.read() == Usage(2.5, 4096, 8192, 2)
    reader.reset_peak()
    assert (v1 / "memory/docker" / ID / "memory.max_usage_in_bytes").read_bytes().startswith(b"0\n")
    reader.close()


def test_the_last_reading_stays_when_the_counters_go(v1: Path) -> None:
    reader = reader_of(ID, 7, proc=v1)
    assert reader is not None
    before = reader.read()
    (v1 / "cpu,cpuacct/docker" / ID / "cpuacct.usage").write_bytes(b"")
    assert reader.read() == before
    reader.close()
    reader.close()
    assert reader.read() == before


def test_descriptors_are_not_left_open(v1: Path) -> None:
    before = os.listdir("/proc/self/fd")
    files = locate(ID, V1_MEMBERSHIPS, (v1 / "self/mountinfo").read_text())
    assert files is not None
    files.memory.unlink()
    with pytest.raises(FileNotFoundError):
        CgroupReader(files)
    assert os.listdir("/proc/self/fd") == before


def test_a_kernel_without_a_peak(v1: Path) -> None:
    (v1 / "memory/docker" / ID / "memory.max_usage_in_bytes").unlink()
    reader = reader_of(ID, 7, proc=v1)
    assert reader is not None
    assert reader.read().peak_memory_bytes is None
    reader.reset_peak()
    reader.close()


def test_no_such_process(tmp_path: Path) -> None:
    assert reader_of(ID, 7, proc=tmp_path) is None
