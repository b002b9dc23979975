"""The create request and the seccomp profile, as data."""

from __future__ import annotations

import json

import pytest

from sandbox.docker.engine import refuse_lost_limits
from sandbox.docker.flags import PROFILE, creation
from sandbox.engine import Limits, Program, SandboxError

LIMITS = Limits(memory_bytes=1 << 28, processes=9, cpus=0.5, open_files=99, file_bytes=7)
REQUEST = creation(Program("runner", "a.module", LIMITS), "sha256:1", {"k": "v"}, None)
HOST = REQUEST["HostConfig"]
RULES = json.loads(PROFILE.read_text())["syscalls"]

FORBIDDEN = frozenset(
    """
    socket connect bind listen accept accept4 socketcall io_setup io_uring_enter io_uring_register
    ptrace process_vm_readv process_vm_writev userfaultfd keyctl add_key request_key
    perf_event_open bpf unshare setns mount umount umount2 fsopen fsmount fsconfig fspick open_tree
    move_mount mount_setattr pivot_root chroot shmget shmat semget msgget mq_open kexec_load
    kexec_file_load init_module finit_module delete_module swapon swapoff reboot clock_settime
    clock_adjtime settimeofday adjtimex quotactl name_to_handle_at open_by_handle_at pidfd_getfd
    memfd_create memfd_secret execveat mknod mknodat setuid setgid setreuid setregid setresuid
    setresgid setgroups setfsuid setfsgid capset fanotify_init inotify_init inotify_init1 kcmp
    lookup_dcookie vhangup acct syslog iopl ioperm modify_ldt splice tee vmsplice move_pages
    migrate_pages mbind sethostname setdomainname process_madvise remap_file_pages
    """.split()  # noqa: SIM905  # eighty quoted names would be no easier to read
)


def test_every_control_is_asked_for() -> None:
    assert HOST["NetworkMode"] == "none"
    assert HOST["ReadonlyRootfs"] is True
    assert HOST["CapDrop"] == ["ALL"]
    assert HOST["SecurityOpt"][0] == "no-new-privileges"
    assert json.loads(HOST["SecurityOpt"][1].removeprefix("seccomp="))["syscalls"]
    assert HOST["Memory"] == HOST["MemorySwap"] == 1 << 28
    assert HOST["PidsLimit"] == 9
    assert HOST["NanoCpus"] == 500_000_000
    assert {(limit["Name"], limit["Soft"], limit["Hard"]) for limit in HOST["Ulimits"]} == {
        ("core", 0, 0),
        ("nofile", 99, 99),
        ("fsize", 7, 7),
    }
    assert HOST["IpcMode"] == "none"
    assert HOST["LogConfig"]["Type"] == "none"
    assert REQUEST["User"] == "65534:65534"
    assert not {"Binds", "Mounts", "VolumesFrom", "Devices", "CapAdd", "PidMode"} & set(HOST)


def test_the_program_is_the_first_process_with_a_clean_environment() -> None:
    assert REQUEST["Entrypoint"][:2] == ["/usr/bin/env", "-i"]
    assert REQUEST["Entrypoint"][-5:] == ["python3", "-I", "-B", "-m", "a.module"]
    assert HOST["Init"] is False


def test_another_runtime() -> None:
    request = creation(Program("runner", "m", LIMITS), "i", {}, "runsc")
    assert request["HostConfig"]["Runtime"] == "runsc"
    assert "Runtime" not in HOST


def test_the_profile_allows_by_name_only() -> None:
    profile = json.loads(PROFILE.read_text())
    assert profile["defaultAction"] == "SCMP_ACT_ERRNO"
    assert [arch["subArchitectures"] for arch in profile["archMap"]] == [[], []]
    assert all(rule["comment"] and rule["names"] == sorted(rule["names"]) for rule in RULES)


def test_no_forbidden_call_is_allowed() -> None:
    allowed = {
        name for rule in RULES if rule["action"] == "SCMP_ACT_ALLOW" for name in rule["names"]
    }
    assert not allowed & FORBIDDEN
    assert not {name for name in allowed if name.startswith("io_uring")}


@pytest.mark.parametrize("name", ["clone", "socketpair", "personality", "prlimit64", "sendto"])
def test_some_calls_are_allowed_by_their_arguments_only(name: str) -> None:
    rules = [rule for rule in RULES if name in rule["names"]]
    assert rules
    assert all(rule["args"] for rule in rules)


def test_a_limit_that_the_engine_drops_is_refused() -> None:
    refuse_lost_limits(["Your kernel does not support swap limit. Memory limited without swap."])
    refuse_lost_limits(())
    with pytest.raises(SandboxError, match="cannot enforce a limit: Your kernel"):
        refuse_lost_limits(["Your kernel does not support pids limit. PIDs limit discarded."])
