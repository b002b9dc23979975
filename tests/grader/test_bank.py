from __future__ import annotations

import os
from pathlib import Path

import pytest

from grader import bank
from grader.errors import GraderError, ProblemError
from tests.grader.conftest import MakePackage


def test_a_problem_is_found_by_its_slug(package: MakePackage) -> None:
    found = bank.find([package().parent])
    assert found.slugs() == ("double-it",)
    assert found.load("double-it").title == "Double a number"


@pytest.mark.parametrize("slug", ["duoble-it", "double_it", "Double-It"])
def test_an_unknown_slug_names_the_closest(package: MakePackage, slug: str) -> None:
    with pytest.raises(GraderError) as caught:
        bank.find([package().parent]).load(slug)
    assert caught.value.hint == "Did you mean double-it?"


@pytest.mark.parametrize("slug", ["..", "../problems/double-it", "/etc", ""])
def test_a_slug_is_no_path(package: MakePackage, slug: str) -> None:
    with pytest.raises(GraderError, match="no problem is called"):
        bank.find([package().parent]).load(slug)


def test_the_earlier_bank_counts(package: MakePackage, tmp_path: Path) -> None:
    first = package().parent
    other = tmp_path / "other"
    (other / "double-it").mkdir(parents=True)
    (other / "double-it" / "problem.toml").write_text("broken")
    assert bank.find([first, other]).load("double-it").slug == "double-it"
    with pytest.raises(ProblemError, match="other/double-it"):
        bank.find([other, first]).load("double-it")


def test_options_beat_the_environment_and_that_the_checkout(
    package: MakePackage, tmp_path: Path
) -> None:
    root = package().parent
    environ = {bank.VARIABLE: f"{root}{os.pathsep}{tmp_path}"}
    assert bank.find([], environ).roots == (root, tmp_path)
    assert bank.find([tmp_path], environ).roots == (tmp_path,)
    assert bank.find([], {}).roots == (bank.CHECKOUT,)


def test_no_bank_at_all(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(bank, "CHECKOUT", tmp_path / "none")
    with pytest.raises(GraderError, match="no problem bank was found"):
        bank.find([], {})
    with pytest.raises(GraderError, match="is not a folder"):
        bank.find([tmp_path / "none"], {})


def test_a_broken_problem_does_not_hide_the_others(package: MakePackage) -> None:
    root = package().parent
    (root / "bad").mkdir()
    (root / "bad" / "problem.toml").write_text("format = 1\n")
    found, broken = bank.find([root]).select("Numbers", "easy")
    assert [item.slug for item in found] == ["double-it"]
    assert "problems/bad" in broken[0].message
    assert bank.find([root]).select("lists")[0] == []
