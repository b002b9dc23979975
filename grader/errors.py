"""Errors with a message for people: what happened, why, and what to do next."""

from __future__ import annotations


class GraderError(Exception):
    """Not graded, and not the candidate's fault (exit 3)."""

    kind = "grader"

    def __init__(self, message: str, hint: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint


class ProblemError(GraderError):
    """A problem package is broken; the message names file, key and line where there are any."""

    kind = "problem"


class InvalidSubmission(GraderError):
    """A submission cannot be graded as it is (exit 4)."""

    kind = "submission"

    def __init__(self, kind: str, message: str, hint: str = "") -> None:
        super().__init__(message, hint)
        self.kind = kind


class Refused(GraderError):
    """A rule of the problem forbids this submission (exit 6)."""

    kind = "policy"
