"""What a judge is given, under which limits, and what comes of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields
from typing import Any

import msgpack

from grader.outcome import Case, Evidence, Measure, Stop
from sandbox.engine import Sandbox
from sandbox.wire.frames import encode_frame
from sandbox.wire.messages import COLLECTION, ToJudge, case_tag


@dataclass(frozen=True)
class CaseLimits:
    """Limits of one case, and of all cases of a submission together."""

    wall_seconds: float
    cpu_seconds: float
    memory_bytes: int
    output_bytes: int
    submission_seconds: float


@dataclass(frozen=True)
class Suite:
    """What a judge is given. Files are named below "public/" and "hidden/"."""

    files: Mapping[str, bytes]
    names: tuple[str, ...]
    entry: tuple[str, ...]
    classes: tuple[str, ...]  # names meant to be classes: their instances may compare themselves
    seed: int
    preload: tuple[str, ...]


@dataclass(frozen=True)
class Ran:
    """What came of a suite: `error` is the suite's own fault, in the judge's words."""

    imported: Mapping[str, Any]
    import_stop: Stop | None
    import_detail: str
    import_measure: Measure
    cases: tuple[Case, ...] | None
    evidence: tuple[Evidence, ...]
    error: str | None


def give(judge: Sandbox, suite: Suite) -> None:
    """Hand a suite to a judge, which then prepares while the runner starts."""
    order = {field.name: getattr(suite, field.name) for field in fields(suite)}
    body = msgpack.packb(order | {"files": dict(suite.files)})
    judge.send(encode_frame(bytes([ToJudge.SUITE]), case_tag(COLLECTION), body))
