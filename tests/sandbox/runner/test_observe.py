"""What a runner says of its own controls."""

from __future__ import annotations

import resource
import socket
import sys
from pathlib import Path
from typing import Any

import msgpack
import pytest

from sandbox.runner import observe


def test_all_is_plain_text() -> None:
    found = observe.observe()
    assert msgpack.unpackb(msgpack.packb(found)) == found
    assert set(found) == {"python", "packages", "controls"}
    assert all(type(value) is str for value in found["controls"].values())
    assert found["python"] == "{}.{}.{}".format(*sys.version_info)
    assert found["packages"]["numpy"]
    assert {"network", "user", "capabilities", "seccomp", "core dumps"} <= set(found["controls"])


def test_a_library_that_is_missing_is_left_out(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(observe, "_LIBRARIES", ("no-such-library",))
    assert observe.observe()["packages"] == {}


@pytest.mark.parametrize(
    ("text", "seen"),
    [
        ("a\nb\n    lo: 0 0\n", "loopback only"),
        ("a\nb\n    lo: 0\n  eth0: 1\n wlan1: 1\n", "interfaces eth0, wlan1"),
        ("", "loopback only"),
    ],
)
def test_network(monkeypatch: pytest.MonkeyPatch, text: str, seen: str) -> None:
    monkeypatch.setattr(observe, "_read", lambda _: text)
    assert observe._network() == seen


def test_no_sockets(monkeypatch: pytest.MonkeyPatch) -> None:
    def refused(*_: Any) -> Any:
        raise PermissionError

    monkeypatch.setattr(socket, "socket", refused)
    assert observe._network() == "none: sockets are refused"


@pytest.mark.parametrize(
    ("status", "expected"),
    [
        ("CapEff:\t0000000000000000\nNoNewPrivs:\t1\nSeccomp:\t2\n", ("none", "yes", "filter")),
        (
            "CapEff:\t00000000a80425fb\nNoNewPrivs:\t0\nSeccomp:\t0\n",
            ("00000000a80425fb", "no", "none"),
        ),
        ("", ("unknown", "no", "none")),
    ],
)
def test_process_status(
    monkeypatch: pytest.MonkeyPatch, status: str, expected: tuple[str, str, str]
) -> None:
    monkeypatch.setattr(observe, "_read", lambda _: status)
    found = observe._controls()
    assert (found["capabilities"], found["no new privileges"], found["seccomp"]) == expected


def test_sizes_and_spaces(tmp_path: Path) -> None:
    assert observe._size(resource.RLIM_INFINITY) == "unlimited"
    assert observe._size(64 << 20) == "64 MiB"
    assert observe._space(str(tmp_path)) == "not a mount of its own"
    assert "MiB" in observe._space("/")
    assert observe._read(str(tmp_path / "missing")) == ""
