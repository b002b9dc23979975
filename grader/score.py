"""Points: integers that sum exactly. Pure."""

from __future__ import annotations

from collections.abc import Sequence

from grader.errors import ProblemError
from grader.outcome import Case, Verdict
from grader.problem import Group


def shares(points: int, weights: Sequence[int]) -> tuple[int, ...]:
    """`points` shared out by weight: largest-remainder rounding, ties by order. Sums to `points`.

    Weights are not negative and at least one is positive.
    """
    total = sum(weights)
    parts = [divmod(points * weight, total) for weight in weights]
    left = points - sum(whole for whole, _ in parts)
    order = sorted(range(len(parts)), key=lambda at: (-parts[at][1], at))
    lucky = set(order[:left])
    return tuple(whole + (at in lucky) for at, (whole, _) in enumerate(parts))


def possible(groups: Sequence[Group], cases: Sequence[Case], *, whole: bool) -> tuple[int, ...]:
    """The points of every case, in order. Raises ProblemError.

    `whole` says that the cases are the full suite, so that a group without any is an error.
    """
    names = [group.name for group in groups]
    members: dict[str, list[int]] = {name: [] for name in names}
    for at, case in enumerate(cases):
        name = group_of(case, groups)
        if name not in members:
            raise ProblemError(
                f"{case.id} names the group {name!r}, which problem.toml does not have"
            )
        if case.weight < 0:
            raise ProblemError(f"{case.id} has the weight {case.weight}; a weight is not negative")
        members[name].append(at)
    points = [0] * len(cases)
    for group in groups:
        inside = members[group.name]
        if not inside and not whole:
            continue
        weights = [cases[at].weight for at in inside]
        if not sum(weights):
            said = "has no tests" if not inside else "has only tests of weight 0"
            raise ProblemError(f"the group {group.name!r} {said}, so its points cannot be earned")
        for at, share in zip(inside, shares(group.points, weights), strict=True):
            points[at] = share
    return tuple(points)


def earned(
    groups: Sequence[Group],
    cases: Sequence[Case],
    points: Sequence[int],
    verdicts: Sequence[Verdict],
) -> tuple[int, ...]:
    """The points that every case earns: all or none, and none in a lost all-or-nothing group."""
    accepted = [verdict is Verdict.ACCEPTED for verdict in verdicts]
    strict = {group.name for group in groups if group.all_or_nothing}
    lost = {
        name
        for case, good in zip(cases, accepted, strict=True)
        if not good and (name := group_of(case, groups)) in strict
    }
    return tuple(
        share if good and group_of(case, groups) not in lost else 0
        for case, share, good in zip(cases, points, accepted, strict=True)
    )


def group_of(case: Case, groups: Sequence[Group]) -> str:
    """The name of a case's group: the first group when the test names none."""
    return case.group if case.group is not None else groups[0].name
