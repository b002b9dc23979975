from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from grader.errors import ProblemError
from grader.outcome import Case, Verdict
from grader.problem import Group
from grader.score import earned, possible, shares

GROUPS = (Group("a", 30), Group("b", 70, all_or_nothing=True))
WEIGHTS = st.lists(st.integers(0, 50), min_size=1, max_size=40).filter(any)


def case(name: str, group: str | None, weight: int = 1) -> Case:
    return Case(f"test_x.py::{name}", name, group, weight, None, "hidden")


def test_the_largest_remainder_gets_the_odd_point_and_ties_go_by_order() -> None:
    assert shares(10, [1, 1, 1]) == (4, 3, 3)
    assert shares(10, [1, 2, 1]) == (3, 5, 2)
    assert shares(2, [1, 1, 1, 1]) == (1, 1, 0, 0)
    assert shares(40, [2, 0, 2]) == (20, 0, 20)


@given(st.integers(0, 100), WEIGHTS)
def test_shares_are_integers_that_sum_exactly_and_follow_the_weights(
    points: int, weights: list[int]
) -> None:
    parts = shares(points, weights)
    assert sum(parts) == points
    assert all(type(part) is int and part >= 0 for part in parts)
    pairs = sorted(zip(weights, parts, strict=True))
    assert all(low <= high or light == heavy for (light, low), (heavy, high) in pairwise(pairs))


def test_a_case_without_a_group_belongs_to_the_first() -> None:
    cases = [case("x", None), case("y", "a", 2), case("z", "b")]
    assert possible(GROUPS, cases, whole=True) == (10, 20, 70)


def test_all_or_nothing_loses_the_whole_group() -> None:
    cases = [case("x", "a"), case("y", "b"), case("z", "b")]
    points = possible(GROUPS, cases, whole=True)
    good, bad = Verdict.ACCEPTED, Verdict.WRONG_ANSWER
    assert earned(GROUPS, cases, points, [good, good, good]) == (30, 35, 35)
    assert earned(GROUPS, cases, points, [bad, good, bad]) == (0, 0, 0)
    assert earned(GROUPS, cases, points, [good, good, Verdict.SKIPPED]) == (30, 0, 0)


@given(WEIGHTS, st.data())
def test_one_more_accepted_case_never_costs_a_point(
    weights: list[int], data: st.DataObject
) -> None:
    groups = (Group("a", 100, all_or_nothing=data.draw(st.booleans())),)
    cases = [case(str(at), "a", weight) for at, weight in enumerate(weights)]
    points = possible(groups, cases, whole=True)
    verdicts = data.draw(
        st.lists(st.sampled_from(list(Verdict)), min_size=len(cases), max_size=len(cases))
    )
    better = list(verdicts)
    better[data.draw(st.integers(0, len(cases) - 1))] = Verdict.ACCEPTED
    before, after = earned(groups, cases, points, verdicts), earned(groups, cases, points, better)
    assert sum(before) <= sum(after) <= 100


@pytest.mark.parametrize(
    ("cases", "message"),
    [
        ([case("x", "a")], "the group 'b' has no tests"),
        ([case("x", "c")], "test_x.py::x names the group 'c'"),
        ([case("x", "a", 0), case("y", "b")], "'a' has only tests of weight 0"),
        ([case("x", "a", -1), case("y", "b")], "weight is not negative"),
    ],
)
def test_what_cannot_be_shared_is_the_problems_fault(cases: list[Case], message: str) -> None:
    with pytest.raises(ProblemError, match=message):
        possible(GROUPS, cases, whole=True)


def test_public_tests_alone_may_leave_groups_out() -> None:
    assert possible(GROUPS, [case("x", "a")], whole=False) == (30,)
