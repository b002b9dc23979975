"""What the judge does before and after pytest; whole suites run through it in tests/judge."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import msgpack
import pytest

from grader.judge import server
from grader.judge.exports import Policy
from grader.judge.session import Session
from sandbox.wire.messages import FromJudge, ToJudge
from tests.grader.judge.test_session import Host

SUITE: dict[str, Any] = {"files": {}, "names": ["x"], "entry": ["double"], "classes": [], "seed": 1}


@pytest.fixture
def host() -> Host:
    return Host()


@pytest.fixture
def session(host: Host, tmp_path: Path) -> Session:
    return Session(host.receive, host.tell, Policy(tmp_path), frozenset())


def told(host: Host) -> Any:
    (body,) = [body for kind, body in host.told if kind is FromJudge.IMPORT]
    return msgpack.unpackb(body)


@pytest.mark.parametrize(
    "names", [{"names": [], "callable": []}, {"names": ["double"], "callable": ["x"]}]
)
def test_without_its_entry_points_nothing_is_run(
    host: Host, session: Session, tmp_path: Path, names: dict[str, list[str]]
) -> None:
    host.imports(-1, names)
    assert server.run(SUITE, tmp_path, session) is None
    assert told(host) == names
    assert [kind for kind, _ in host.told] == [FromJudge.BEGIN, FromJudge.IMPORT]
    assert list(tmp_path.iterdir()) == []
    assert "x" not in sys.modules


@pytest.mark.parametrize(
    ("kind", "body"), [(ToJudge.LOST, b"exited with status 3"), (ToJudge.IMPORTED, b"\xc1")]
)
def test_an_import_that_never_came(
    host: Host, session: Session, kind: ToJudge, body: bytes
) -> None:
    host.lines.append((kind, -1, body))
    found = server._import(session)
    assert found["error"]["frames"] == []
    assert found["error"]["text"]


def test_files_are_written_below_the_root(tmp_path: Path) -> None:
    server._write({"hidden/a/test_x.py": b"x", "public/data.bin": b"\0"}, tmp_path)
    assert (tmp_path / "hidden/a/test_x.py").read_bytes() == b"x"
    assert (tmp_path / "public/data.bin").read_bytes() == b"\0"
    assert (tmp_path / "pytest.ini").exists()


def test_libraries_that_are_missing_are_no_failure() -> None:
    server._preload(["no_such_library", "json"])
