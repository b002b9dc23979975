"""Wheels come from the cache, or into it, and only those whose digest is pinned."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest

from sandbox.docker import wheels
from sandbox.docker.wheels import ImageError, cache_folder, cached, fetch, pins

GOOD, OTHER = b"a wheel", b"another one"


def sha256(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


@pytest.fixture
def requirements(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A file with one pin; the user's cache is an empty folder."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    monkeypatch.setattr(wheels, "user_cache_path", lambda name: tmp_path / "cache" / name)
    path = tmp_path / "requirements.txt"
    path.write_text(
        f"no-such-package==1.0 \\\n    --hash=sha256:{sha256(GOOD)} \\\n"
        f"    --hash=sha256:{sha256(b'a third one')}\n    # via -r requirements.in\n"
    )
    return path


def without_index(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PIP_CONFIG_FILE", "/dev/null")
    monkeypatch.setenv("PIP_NO_INDEX", "1")
    monkeypatch.setenv("PIP_FIND_LINKS", "")


def test_pins_are_read_with_all_their_digests(requirements: Path) -> None:
    found = pins(requirements.read_text())
    assert found == {"no-such-package": frozenset({sha256(GOOD), sha256(b"a third one")})}


def test_a_wheel_with_another_digest_is_not_taken(tmp_path: Path) -> None:
    (tmp_path / "good.whl").write_bytes(GOOD)
    (tmp_path / "other.whl").write_bytes(OTHER)
    wanted = {"good": frozenset({sha256(GOOD)}), "missing": frozenset({sha256(b"none")})}
    assert cached(tmp_path, wanted) == {"good": tmp_path / "good.whl"}


def test_nothing_is_downloaded_when_the_cache_has_it(
    requirements: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    without_index(monkeypatch)
    folder = cache_folder("amd64")
    folder.mkdir(parents=True)
    (folder / "good.whl").write_bytes(GOOD)
    said: list[str] = []
    assert fetch(requirements, "amd64", said.append) == [folder / "good.whl"]
    assert said == []


def test_no_index_is_an_error_that_says_what_is_needed(
    requirements: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    without_index(monkeypatch)
    said: list[str] = []
    with pytest.raises(ImageError, match="could not be downloaded") as caught:
        fetch(requirements, "amd64", said.append)
    assert "no-such-package" in caught.value.message
    assert "package index" in caught.value.hint
    assert said == ["downloading 1 packages"]
    assert list(cache_folder("amd64").iterdir()) == []


def test_an_unknown_architecture_is_named(requirements: Path) -> None:
    with pytest.raises(ImageError, match="s390x"):
        fetch(requirements, "s390x", print)


def test_a_cache_that_cannot_be_written_is_an_error(requirements: Path) -> None:
    requirements.with_name("cache").write_text("a file where a folder should be")
    with pytest.raises(ImageError, match="cannot be written"):
        fetch(requirements, "amd64", print)
