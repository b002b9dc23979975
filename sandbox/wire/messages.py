"""The kinds of frames: one byte before the body. Bodies are opaque bytes or plain MessagePack, as noted.

Between host and runner (the template process speaks for the process that it forks for each case):
"""

from __future__ import annotations

from enum import IntEnum


class ToRunner(IntEnum):
    """Host → template process."""

    LOAD = 1  # msgpack map: source, filename, names, preload, output …; once
    FORK = 2  # a fresh process imports the submission and answers with IMPORTED in its own stream
    DATA = 3  # bytes for the process's stream
    KILL = 4  # end the process and all that it started, clean /tmp, answer CLEAN


class FromRunner(IntEnum):
    """Template process → host."""

    HELLO = 1  # msgpack map: python, packages, controls as observed
    LOADED = 2
    DATA = 3  # bytes of the process's stream
    PRINTED = 4  # one byte 1 or 2 (stdout, stderr), then what was written
    ENDED = 5  # msgpack [signal, status]: the process ended by itself
    CLEAN = 6


class ToJudge(IntEnum):
    """Host → judge. Every body starts with the tag of the case that it belongs to: the judge skips others'."""

    SUITE = 1  # msgpack map: files, names, entry, seed
    IMPORTED = 2  # a peer's message, passed on from the process's stream
    ANSWER = 3  # the same
    PRINTED = 4  # one byte 1 or 2, then text
    LOST = 5  # the process is gone: UTF-8 reason


class FromJudge(IntEnum):
    """Judge → host."""

    HELLO = 1  # msgpack map: python, packages
    IMPORT = 2  # msgpack map: how the import went (see grader.judge.session)
    PLAN = 3  # msgpack list of cases
    BEGIN = 4  # index of a case, ASCII; -1 is the collection
    ASK = 5  # a peer's message for the process
    END = 6  # msgpack map: finding, detail, feedback, crash, calls
    DONE = 7  # msgpack map: error or nil


MAX_FRAME = 64 << 20

TAG_BYTES = 4
COLLECTION = -1  # the number of the case in which a suite is collected


def case_tag(number: int) -> bytes:
    """The tag of a case by its number."""
    return number.to_bytes(TAG_BYTES, "big", signed=True)
