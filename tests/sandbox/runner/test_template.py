"""The template's pure parts; what it does with processes is held by the contract of the engines."""

from __future__ import annotations

import os
import signal

import pytest

from sandbox.runner.template import _exit


@pytest.mark.parametrize("status", [0, 1, 3, 255])
def test_an_exit(status: int) -> None:
    assert _exit(status << 8) == [0, status]


@pytest.mark.parametrize("number", [signal.SIGKILL, signal.SIGSEGV, signal.SIGTERM])
def test_a_signal(number: int) -> None:
    assert _exit(number) == [number, 0]


def test_a_signal_with_a_core_dump() -> None:
    assert _exit(signal.SIGSEGV | 0x80) == [signal.SIGSEGV, 0]


def test_of_a_real_process() -> None:
    pid = os.posix_spawn("/bin/sh", ["sh", "-c", "exit 7"], {})
    assert _exit(os.waitpid(pid, 0)[1]) == [0, 7]
