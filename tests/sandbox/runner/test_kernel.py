"""Clearing up after a case, as far as it needs no process of its own."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from sandbox.runner import kernel


def test_clearing_removes_all_and_follows_no_link(tmp_path: Path) -> None:
    root, outside = tmp_path / "scratch", tmp_path / "outside"
    (outside / "kept").mkdir(parents=True)
    (outside / "file").write_text("kept")
    deep = root / "a" / "b"
    deep.mkdir(parents=True)
    (deep / "file").write_text("x")
    (root / ".hidden").write_text("x")
    (root / "link").symlink_to(outside)
    (root / "a" / "link").symlink_to(outside / "file")
    (root / "dangling").symlink_to("nowhere")
    os.mkfifo(root / "fifo")
    deep.chmod(0)
    (root / "a").chmod(0)
    assert kernel._clear(str(root))
    assert list(root.iterdir()) == []
    assert (outside / "file").read_text() == "kept"
    assert (outside / "kept").is_dir()


def test_a_file_in_place_of_permissions_of_others_stays_as_it_was(tmp_path: Path) -> None:
    """chmod goes through links: what a link points to keeps its mode."""
    root, outside = tmp_path / "scratch", tmp_path / "outside"
    outside.mkdir(mode=0o500)
    root.mkdir()
    (root / "link").symlink_to(outside)
    kernel._clear(str(root))
    assert outside.stat().st_mode & 0o777 == 0o500
    outside.chmod(0o700)


def test_an_empty_folder_is_clear(tmp_path: Path) -> None:
    assert kernel._clear(str(tmp_path))


def test_children_are_listed() -> None:
    with subprocess.Popen([sys.executable, "-c", "input()"], stdin=subprocess.PIPE) as child:
        assert child.pid in kernel._children(os.getpid())
        child.communicate(b"\n")
    assert child.pid not in kernel._children(os.getpid())


def test_of_nobody_there_are_no_children() -> None:
    assert kernel._children(2**22 + 1) == []


def test_outside_a_pid_namespace_nothing_is_cleared(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(kernel, "_clear", lambda root: pytest.fail(f"cleared {root}"))
    assert os.getpid() != 1
    assert kernel.clear_scratch()


def test_clearing_tells_of_what_is_left(monkeypatch: pytest.MonkeyPatch) -> None:
    cleared: list[str] = []

    def clear(root: str) -> bool:
        cleared.append(root)
        return len(cleared) > 1

    monkeypatch.setattr(os, "getpid", lambda: 1)
    monkeypatch.setattr(os.path, "ismount", lambda _: True)
    monkeypatch.setattr(kernel, "_clear", clear)
    assert not kernel.clear_scratch()
    assert len(cleared) == 2
