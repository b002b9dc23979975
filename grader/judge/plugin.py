"""The pytest plugin of a judge: plans the cases, runs each against a fresh process, tells the host what it found."""

from __future__ import annotations

import zlib
from collections.abc import Generator, Iterator
from contextlib import contextmanager
from typing import Any, Final

import msgpack
import pytest

from grader.judge.finding import Finding, classify, feedback
from grader.judge.session import Session
from sandbox.wire.exceptions import crash
from sandbox.wire.messages import FromJudge
from sandbox.wire.mirrors import origin

_MARKER: Final = "case(group, weight, name, hint): how a test counts, what it is called and what helps when it fails"
_PASSED: Final = Finding("passed", "")
_NOTHING: Final = Finding("broken", "the test did not come to its end")
_REPRESENTATIONS: Final = (
    "repr_failure",
    "_repr_failure_py",
)  # pytest's own ask the candidate's exception
_MAX_TEXT: Final = 20_000


class JudgePlugin:
    """One run of a suite. `error` is set when the suite itself is at fault."""

    def __init__(self, session: Session, seed: int) -> None:
        self._session = session
        self._seed = seed
        self._found: list[Finding] = []
        self._compared: tuple[object, object] | None = None
        self._completed = False  # a case has failed until its call has come to its end
        self._places: dict[str, int] = {}
        self.error: str | None = None

    def pytest_configure(self, config: pytest.Config) -> None:
        config.addinivalue_line("markers", _MARKER)

    @pytest.fixture
    def seed(self, request: pytest.FixtureRequest) -> int:
        """A number that depends on the run's seed and on the test alone."""
        return zlib.crc32(request.node.nodeid.encode(), self._seed & 0xFFFFFFFF)

    @pytest.fixture
    def rng(self, seed: int) -> Any:
        """A NumPy generator seeded by `seed`."""
        import numpy

        return numpy.random.default_rng(seed)

    def pytest_collectreport(self, report: pytest.CollectReport) -> None:
        if report.failed and self.error is None:
            self.error = f"{_case_id(report.nodeid)[1]} could not be collected:\n{report.longrepr}"[
                :_MAX_TEXT
            ]

    def pytest_collection_finish(self, session: pytest.Session) -> None:
        if self.error is None and not session.items:
            self.error = "the suite holds no test"
        if self.error is not None:
            raise pytest.UsageError(self.error)
        self._places = {item.nodeid: place for place, item in enumerate(session.items)}
        self._session.tell(
            FromJudge.PLAN,
            msgpack.packb(
                [_plan(item) for item in session.items], unicode_errors="backslashreplace"
            ),
        )

    @pytest.hookimpl(wrapper=True)
    def pytest_runtest_protocol(self, item: pytest.Item) -> Iterator[None]:
        self._found, self._compared, self._completed = [], None, False
        for name in _REPRESENTATIONS:
            setattr(item, name, lambda excinfo, style=None: excinfo.typename)
        self._session.begin(self._places[item.nodeid])
        try:
            return (yield)
        finally:
            self._session.tell(
                FromJudge.END, msgpack.packb(self._conclude(), unicode_errors="backslashreplace")
            )

    @pytest.hookimpl(wrapper=True)
    def pytest_runtest_setup(self) -> Iterator[None]:
        with _no_interrupts():
            return (yield)

    @pytest.hookimpl(wrapper=True)
    def pytest_runtest_call(self) -> Iterator[None]:
        with _no_interrupts():
            return (yield)

    @pytest.hookimpl(wrapper=True)
    def pytest_runtest_teardown(self) -> Iterator[None]:
        with _no_interrupts():
            return (yield)

    @pytest.hookimpl(wrapper=True)
    def pytest_runtest_makereport(self, call: pytest.CallInfo[None]) -> Generator[None, Any, Any]:
        report = yield
        if hasattr(report, "wasxfail"):
            self._found.append(Finding("skipped", f"expected to fail: {report.wasxfail}"))
        elif call.excinfo is not None:
            self._found.append(self._classified(call.excinfo.value))
        elif not report.passed:
            self._found.append(Finding("broken", f"{report.when}: {report.outcome}"))
        self._completed |= report.when == "call" and report.passed
        return report

    def _classified(self, error: BaseException) -> Finding:
        record = self._session.record
        try:
            return classify(error, record, feedback(record, self._compared))
        except BaseException as second:  # objects of the candidate's may do anything when asked
            return Finding(
                "raised",
                f"{type(error).__name__}, of which nothing can be shown: {type(second).__name__}",
            )

    def pytest_make_parametrize_id(self, val: object) -> str | None:
        """Members of the candidate's enumerations are called as they would be in one process."""
        where = origin(val)
        if where is None or where.path is None or "." not in where.path:
            return None
        return str(val)

    def pytest_assertrepr_compare(self, op: str, left: object, right: object) -> None:
        self._compared = (left, right)

    def _conclude(self) -> dict[str, Any]:
        record = self._session.record
        if record.fault is not None:
            found = Finding("raised", record.fault)
        else:
            found = self._found[0] if self._found else _PASSED if self._completed else _NOTHING
        return {
            "finding": found.kind,
            "detail": found.detail[:_MAX_TEXT],
            "feedback": found.feedback,
            "crash": found.crash,
            "calls": record.calls,
        }


class Interrupted(Exception):
    """The candidate's code raised KeyboardInterrupt, which ends this case and not the whole run."""


@contextmanager
def _no_interrupts() -> Iterator[None]:
    try:
        yield
    except KeyboardInterrupt as error:
        if crash(error) is None:
            raise
        stand_in = Interrupted(str(error))
        stand_in.__dict__.update(error.__dict__)
        raise stand_in from error


def _case_id(nodeid: str) -> tuple[str, str]:
    """("public" or "hidden", id below that folder)."""
    visibility, _, rest = nodeid.partition("/")
    return visibility, rest or nodeid


def _plan(item: pytest.Item) -> dict[str, Any]:
    visibility, case_id = _case_id(item.nodeid)
    marks: dict[str, Any] = {}
    for marker in item.iter_markers("case"):  # the closest first
        marks = {**marker.kwargs, **marks}
    callspec = getattr(item, "callspec", None)
    return {
        "id": case_id,
        "visibility": visibility,
        "name": str(
            marks.get("name") or item.name.partition("[")[0].removeprefix("test_").replace("_", " ")
        ),
        "parameters": callspec.id if callspec is not None else None,
        "group": marks.get("group"),
        "weight": marks.get("weight", 1),
        "hint": marks.get("hint"),
    }
