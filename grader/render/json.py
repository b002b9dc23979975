"""Report → JSON as schema/report-1.json says."""

from __future__ import annotations

import msgspec

from grader.report import Report


def document(report: Report) -> str:
    """One report, indented."""
    return msgspec.json.format(msgspec.json.encode(report), indent=2).decode() + "\n"


def line(report: Report) -> str:
    """One report on one line."""
    return msgspec.json.encode(report).decode() + "\n"
