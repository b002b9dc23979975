"""The measure of the boundary: every test of the corpus ends as it does in one ordinary process."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from sandbox.docker.engine import DockerEngine
from sandbox.engine import Engine, Sandbox
from sandbox.local.engine import LocalEngine
from tests.boundary import harness

JUDGE_PACKAGE = Path(harness.__file__).parents[2] / "grader" / "judge"


@pytest.fixture(scope="session")
def plain(tmp_path_factory: pytest.TempPathFactory) -> dict[str, dict[str, str]]:
    return harness.in_one_process(tmp_path_factory.mktemp("plain"))


@pytest.fixture(
    scope="session",
    params=[pytest.param("docker", marks=pytest.mark.docker), "local"],
)
def engine(request: pytest.FixtureRequest) -> Iterator[Engine]:
    made = DockerEngine(JUDGE_PACKAGE, print) if request.param == "docker" else LocalEngine()
    with closing(made):
        yield made


@pytest.fixture(scope="session")
def judge(engine: Engine) -> Iterator[Sandbox]:
    with harness.judge(engine) as sandbox:
        yield sandbox


def test_the_corpus_is_large_enough() -> None:
    assert len(harness.suites()) >= 60


@pytest.mark.parametrize("suite", harness.suites())
def test_same_outcomes(
    engine: Engine, judge: Sandbox, plain: dict[str, dict[str, str]], suite: str
) -> None:
    ran = harness.through_the_boundary(suite, engine, judge)
    assert ran.error is None
    found = {evidence.case.id: harness.outcome(evidence) for evidence in ran.evidence}
    assert found == plain[suite]


@pytest.mark.parametrize("suite", harness.suites())
def test_planted_bugs_are_found_in_one_process(
    plain: dict[str, dict[str, str]], suite: str
) -> None:
    source = harness.module_of(suite).read_text(encoding="utf-8")
    planted = re.match(r"# planted: (.*)", source)
    expected = set(planted[1].split(", ")) if planted else set()
    failed = {case for case, outcome in plain[suite].items() if outcome == "failed"}
    assert {case.partition("::")[2] for case in failed} == expected
