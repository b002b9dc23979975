"""The parts of the local engine that need no sandbox: filter, view, probe, control groups."""

from __future__ import annotations

import struct
from pathlib import Path

import pytest

from sandbox.engine import Limits
from sandbox.local import cgroups, layout, leftovers, naming, status
from sandbox.local.inside import seccomp

ALLOW, REFUSE, NOT_THERE, KILL = 0x7FFF0000, 0x00050001, 0x00050026, 0x80000000
X86, ARM = 0xC000003E, 0xC00000B7
SOUND = {
    "pid": 1, "user": 65534, "seccomp": 2, "no_new_privileges": 1, "capabilities": 0, "landlock": 7,
    "network": 0, "environment": 0, "root_writable": 0, "scratch_writable": 1,
    "host_readable": 0, "forks": 1, "processes": 1, "host_user": 1000,
}  # fmt: skip


def verdict(code: bytes, machine: int, number: int, *arguments: int) -> int:
    """Interpret a filter for one system call, as the kernel would."""
    padded = (*arguments, 0, 0, 0, 0, 0, 0)[:6]
    data = struct.pack("=iIQ6Q", number, machine, 0, *padded)
    at, register = 0, 0
    while True:
        kind, if_true, if_false, value = struct.unpack_from("=HBBI", code, at * 8)
        at += 1
        if kind == 0x06:
            return int(value)
        if kind == 0x20:
            register = struct.unpack_from("=I", data, value)[0]
            continue
        taken = {0x15: register == value, 0x35: register >= value, 0x45: register & value != 0}
        at += if_true if taken[kind] else if_false


@pytest.mark.parametrize(
    ("machine", "number", "arguments", "expected"),
    [
        (X86, 0, (), ALLOW),  # read
        (X86, 41, (1, 1, 0), REFUSE),  # socket
        (X86, 53, (1, 1, 0), ALLOW),  # socketpair
        (X86, 425, (), REFUSE),  # io_uring_setup
        (X86, 435, (), NOT_THERE),  # clone3
        (X86, 56, (17,), ALLOW),  # clone, as fork does
        (X86, 56, (0x3D0F00,), ALLOW),  # clone, as threads do
        (X86, 56, (0x10000000 | 17,), REFUSE),  # clone into a user namespace
        (X86, 16, (0, 0x5401), ALLOW),  # ioctl TCGETS
        (X86, 16, (0, 0x5412), REFUSE),  # ioctl TIOCSTI
        (X86, 16, (0, 0xFFFFFFFF00005412), REFUSE),  # the kernel looks at 32 bits only
        (X86, 0x40000000, (), KILL),  # x32
        (ARM, 63, (), KILL),
        (0x40000003, 3, (), KILL),  # 32-bit calls
    ],
)
def test_filter_of_x86_64(
    machine: int, number: int, arguments: tuple[int, ...], expected: int
) -> None:
    assert verdict(seccomp.assemble("x86_64"), machine, number, *arguments) == expected


@pytest.mark.parametrize(
    ("machine", "number", "arguments", "expected"),
    [
        (ARM, 63, (), ALLOW),  # read
        (ARM, 198, (), REFUSE),  # socket
        (ARM, 117, (), REFUSE),  # ptrace
        (ARM, 220, (17,), ALLOW),
        (ARM, 220, (0x20000000,), REFUSE),
        (ARM, 29, (0, 0x5412), REFUSE),
        (ARM, 435, (), NOT_THERE),
        (X86, 0, (), KILL),
    ],
)
def test_filter_of_aarch64(
    machine: int, number: int, arguments: tuple[int, ...], expected: int
) -> None:
    assert verdict(seccomp.assemble("aarch64"), machine, number, *arguments) == expected


def test_no_filter_for_machines_without_a_list() -> None:
    with pytest.raises(KeyError):
        seccomp.assemble("riscv64")


def test_hidden_parts_are_left_out_of_what_landlock_allows(tmp_path: Path) -> None:
    for name in ("bin", "lib/python/json", "lib/python/site-packages/grader", "share"):
        (tmp_path / name).mkdir(parents=True)
    hidden = [str(tmp_path / "lib/python/site-packages")]
    readable, listable = layout.readable_parts([str(tmp_path)], hidden)
    assert [path.removeprefix(f"{tmp_path}/") for path in readable] == [
        "bin", "lib/python/json", "share",
    ]  # fmt: skip
    assert set(listable) == {str(tmp_path / part) for part in ("", "lib", "lib/python")}


def test_view_shows_neither_the_checkout_nor_site_packages() -> None:
    view = layout.view({}, {})
    root = Path(layout.__file__).parents[2]
    assert str(root) not in {source for source, _ in view.trees}
    assert not {"docker", "local"} & {Path(s).name for s, _ in view.trees if str(root) in s}
    assert Path(view.python).resolve() == Path(view.python)


def test_sound_probe_has_no_faults() -> None:
    assert status.faults(SOUND, has_own_root=True) == []


@pytest.mark.parametrize(
    "change",
    [
        {"network": 1}, {"seccomp": 0}, {"no_new_privileges": 0}, {"capabilities": 3}, {"user": 0},
        {"environment": 1}, {"root_writable": 1}, {"host_readable": 1},
        {"scratch_writable": 0}, {"forks": 0}, {"pid": 7}, {"processes": 40},
    ],
)  # fmt: skip
def test_every_fault_is_seen(change: dict[str, int]) -> None:
    assert len(status.faults({**SOUND, **change}, has_own_root=True)) == 1


def test_gaps_depend_on_what_is_there() -> None:
    least = status.cannot_stop("landlock", {**SOUND, "landlock": 1}, False, False)
    most = status.cannot_stop("namespaces", SOUND, True, True)
    assert "A submission can send signals to other processes of this user." in least
    assert "Memory is limited for each process, not in total." in least
    assert len(most) == 1


def unified_group(folder: Path) -> cgroups.ControlGroup:
    for name in ("memory.max", "pids.max", "cgroup.procs", "cpu.stat", "memory.current"):
        (folder / name).write_text("0")
    controllers = ("memory", "cpuacct", "pids", "cpu")
    return cgroups.ControlGroup(dict.fromkeys(controllers, folder), unified=True)


def test_limits_of_a_unified_group(tmp_path: Path) -> None:
    group = unified_group(tmp_path)
    group.limit(Limits(memory_bytes=1 << 20, processes=5, cpus=0.5))
    group.admit(4321)
    names = ("memory.max", "memory.swap.max", "pids.max", "cpu.max", "cgroup.procs")
    written = [(tmp_path / name).read_text() for name in names]
    assert written == [str(1 << 20), "0", "5", "50000 100000", "4321"]


def test_leftovers_of_dead_graders_are_removed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    monkeypatch.setattr(cgroups, "groups_of_ours", list)
    ours = leftovers.folder()
    dead = tmp_path / f"{naming.PREFIX}4999999-abc"  # above the kernel's highest process number
    (dead / "opt").mkdir(parents=True)
    other = tmp_path / "grader-notes"
    other.mkdir()
    assert leftovers.sweep() == 1
    assert sorted(tmp_path.iterdir()) == sorted([ours, other])
