from __future__ import annotations

import os
import stat
from pathlib import Path

import pytest

from grader.errors import GraderError
from grader.output import write


def test_a_file_is_written_whole_with_ordinary_permissions(tmp_path: Path) -> None:
    umask = os.umask(0o022)
    try:
        write("é\n", tmp_path / "out.json")
    finally:
        os.umask(umask)
    assert (tmp_path / "out.json").read_bytes() == "é\n".encode()
    assert stat.S_IMODE((tmp_path / "out.json").stat().st_mode) == 0o644
    assert [path.name for path in tmp_path.iterdir()] == ["out.json"]


def test_a_link_stays_a_link(tmp_path: Path) -> None:
    (tmp_path / "real").write_text("old")
    (tmp_path / "link").symlink_to(tmp_path / "real")
    write("new", tmp_path / "link")
    assert (tmp_path / "link").is_symlink()
    assert (tmp_path / "real").read_text() == "new"


def test_a_full_disk_is_said(tmp_path: Path) -> None:
    with pytest.raises(GraderError, match="No space left on device"):
        write("x" * 100_000, Path("/dev/full"))
    assert stat.S_ISCHR(Path("/dev/full").stat().st_mode)


def test_a_fault_leaves_the_old_file_and_no_other(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "out").write_text("old")

    def full(handle: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(GraderError, match="cannot be written"):
        write("new", tmp_path / "out")
    assert [(path.name, path.read_text()) for path in tmp_path.iterdir()] == [("out", "old")]


@pytest.mark.parametrize("name", ["no/such/folder/x", "."])
def test_what_is_no_place_for_a_file(tmp_path: Path, name: str) -> None:
    with pytest.raises(GraderError, match="cannot be written"):
        write("x", tmp_path / name)
