"""A small assembler for seccomp filters, and the system calls that sandboxed programs do not get.

A deny-list: what NumPy, pandas and scikit-learn call differs between their releases, so an
allow-list would break with them. Denied calls fail with EPERM, except clone3: its ENOSYS makes the
C library use clone, whose flags a filter can read. Calls of another architecture kill the process.
"""

from __future__ import annotations

import ctypes
import errno
import os
import struct

from sandbox.local.inside import kernel

_LOAD, _JUMP_EQUAL, _JUMP_AT_LEAST, _JUMP_ANY_BIT, _RETURN = 0x20, 0x15, 0x35, 0x45, 0x06
_ALLOW, _ERROR, _KILL = 0x7FFF0000, 0x00050000, 0x80000000
_NUMBER_AT, _MACHINE_AT, _FIRST_ARGUMENT_AT, _SECOND_ARGUMENT_AT = 0, 4, 16, 24
_X32_CALLS = 0x40000000
_NEW_NAMESPACES = 0x7E020080  # every CLONE_NEW… flag, time namespaces included
_TERMINAL_INJECTION = (0x5412, 0x541C)  # TIOCSTI, TIOCLINUX

_PR_SET_SECCOMP, _MODE_FILTER = 22, 2

# name: (x86_64, aarch64); None where the machine has no such call
_OLD_CALLS: dict[str, tuple[int | None, int | None]] = {
    "socket": (41, 198),
    "shmget": (29, 194), "shmat": (30, 196), "shmctl": (31, 195), "shmdt": (67, 197),
    "semget": (64, 190), "semop": (65, 193), "semctl": (66, 191), "semtimedop": (220, 192),
    "msgget": (68, 186), "msgsnd": (69, 189), "msgrcv": (70, 188), "msgctl": (71, 187),
    "mq_open": (240, 180), "mq_unlink": (241, 181), "mq_timedsend": (242, 182),
    "mq_timedreceive": (243, 183), "mq_notify": (244, 184), "mq_getsetattr": (245, 185),
    "ptrace": (101, 117), "process_vm_readv": (310, 270), "process_vm_writev": (311, 271),
    "kcmp": (312, 272), "userfaultfd": (323, 282), "perf_event_open": (298, 241),
    "bpf": (321, 280), "personality": (135, 92), "syslog": (103, 116), "acct": (163, 89),
    "add_key": (248, 217), "request_key": (249, 218), "keyctl": (250, 219),
    "unshare": (272, 97), "setns": (308, 268), "mount": (165, 40), "umount2": (166, 39),
    "pivot_root": (155, 41), "chroot": (161, 51), "quotactl": (179, 60),
    "swapon": (167, 224), "swapoff": (168, 225), "reboot": (169, 142),
    "sethostname": (170, 161), "setdomainname": (171, 162),
    "init_module": (175, 105), "finit_module": (313, 273), "delete_module": (176, 106),
    "kexec_load": (246, 104), "kexec_file_load": (320, 294), "lookup_dcookie": (212, 18),
    "name_to_handle_at": (303, 264), "open_by_handle_at": (304, 265),
    "fanotify_init": (300, 262), "move_pages": (279, 239), "migrate_pages": (256, 238),
    "settimeofday": (164, 170), "clock_settime": (227, 112), "adjtimex": (159, 171),
    "clock_adjtime": (305, 266), "vhangup": (153, 58),
    "iopl": (172, None), "ioperm": (173, None), "modify_ldt": (154, None),
    "uselib": (134, None), "ustat": (136, None), "sysfs": (139, None), "_sysctl": (156, None),
    "nfsservctl": (180, 42),
}  # fmt: skip
_SHARED_CALLS = {  # since 2019 every machine uses the same numbers
    "io_uring_setup": 425, "io_uring_enter": 426, "io_uring_register": 427,
    "open_tree": 428, "move_mount": 429, "fsopen": 430, "fsconfig": 431, "fsmount": 432,
    "fspick": 433, "pidfd_getfd": 438, "process_madvise": 440, "mount_setattr": 442,
    "quotactl_fd": 443, "memfd_secret": 447, "process_mrelease": 448, "open_tree_attr": 467,
}  # fmt: skip
_CLONE, _IOCTL, _CLONE3 = (56, 220), (16, 29), 435
_MACHINES = {"x86_64": (0, 0xC000003E), "aarch64": (1, 0xC00000B7)}


def denied_names() -> tuple[str, ...]:
    """Names of the calls that always fail."""
    return (*_OLD_CALLS, *_SHARED_CALLS, "clone3")


def assemble(machine: str) -> bytes:
    """The filter for a machine as os.uname() names it, as an array of 8-byte instructions.

    Raises KeyError for machines that the list has no numbers for.
    """
    column, audit_code = _MACHINES[machine]
    refuse = _returning(_ERROR | errno.EPERM)
    program = [
        _load(_MACHINE_AT),
        _instruction(_JUMP_EQUAL, 1, 0, audit_code),
        _returning(_KILL),
        _load(_NUMBER_AT),
    ]
    if machine == "x86_64":
        program += [_instruction(_JUMP_AT_LEAST, 0, 1, _X32_CALLS), _returning(_KILL)]
    numbers = [pair[column] for pair in _OLD_CALLS.values()] + list(_SHARED_CALLS.values())
    for number in numbers:
        if number is not None:
            program += [_instruction(_JUMP_EQUAL, 0, 1, number), refuse]
    not_there = _returning(_ERROR | errno.ENOSYS)
    program += [_instruction(_JUMP_EQUAL, 0, 1, _CLONE3), not_there]
    clone_test = [_load(_FIRST_ARGUMENT_AT), _instruction(_JUMP_ANY_BIT, 0, 1, _NEW_NAMESPACES)]
    program += _when(_CLONE[column], [*clone_test, refuse, _returning(_ALLOW)])
    ioctl_test = [_load(_SECOND_ARGUMENT_AT)]
    for request in _TERMINAL_INJECTION:
        ioctl_test += [_instruction(_JUMP_EQUAL, 0, 1, request), refuse]
    program += _when(_IOCTL[column], [*ioctl_test, _returning(_ALLOW)])
    return b"".join([*program, _returning(_ALLOW)])


def install() -> None:
    """Put the filter on this process and all that it starts; needs no_new_privs. Raises OSError."""
    try:
        code = assemble(os.uname().machine)
    except KeyError:
        raise OSError(errno.ENOSYS, f"no system-call filter for {os.uname().machine}") from None
    instructions = ctypes.create_string_buffer(code, len(code))
    header = struct.pack("@HP", len(code) // 8, ctypes.addressof(instructions))
    program = ctypes.create_string_buffer(header, len(header))
    kernel.prctl(_PR_SET_SECCOMP, _MODE_FILTER, ctypes.addressof(program))


def _instruction(code: int, if_true: int, if_false: int, value: int) -> bytes:
    return struct.pack("=HBBI", code, if_true, if_false, value)


def _load(offset: int) -> bytes:
    return _instruction(_LOAD, 0, 0, offset)


def _returning(action: int) -> bytes:
    return _instruction(_RETURN, 0, 0, action)


def _when(number: int, block: list[bytes]) -> list[bytes]:
    """`block`, which must end in a return, run only for the call `number`."""
    return [_instruction(_JUMP_EQUAL, 0, len(block), number), *block]
