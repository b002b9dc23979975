"""Finds problems: a bank is a folder of problem packages, and several may be searched in order."""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from grader import problem
from grader.errors import GraderError, ProblemError
from grader.problem import Problem
from grader.text import closest, listed

VARIABLE = "GRADER_BANK"
CHECKOUT = Path(__file__).resolve().parent.parent / "problems"


@dataclass(frozen=True)
class Bank:
    """Folders of problem packages; of two packages with one slug, the earlier folder's counts."""

    roots: tuple[Path, ...]

    def slugs(self) -> tuple[str, ...]:
        """The slugs of all packages, sorted."""
        found = {path.parent.name for root in self.roots for path in root.glob("*/problem.toml")}
        return tuple(sorted(found))

    def closest(self, slug: str) -> tuple[str, ...]:
        """Slugs that `slug` could be a misspelling of, the best first."""
        return tuple(closest(slug.lower().replace("_", "-"), self.slugs()))

    def load(self, slug: str) -> Problem:
        """The problem `slug`; raises GraderError naming the closest, or ProblemError."""
        for root in self.roots:
            if slug in self.slugs() and (root / slug / "problem.toml").is_file():
                return problem.load(root / slug)
        raise unknown(slug, self)

    def select(
        self, topic: str | None = None, difficulty: str | None = None
    ) -> tuple[list[Problem], list[ProblemError]]:
        """The problems with this topic and difficulty, by slug, and the errors of broken ones."""
        found: list[Problem] = []
        broken: list[ProblemError] = []
        for slug in self.slugs():
            try:
                item = self.load(slug)
            except ProblemError as error:
                broken.append(error)
                continue
            topics = {name.lower() for name in item.topics}
            if (topic is None or topic.lower() in topics) and difficulty in (None, item.difficulty):
                found.append(item)
        return found, broken


def unknown(slug: str, bank: Bank) -> GraderError:
    """The error for a slug that the bank does not have."""
    near = bank.closest(slug)
    hint = (
        f"Did you mean {listed(near)}?"
        if near
        else "`grader list` shows every problem of the bank."
    )
    return GraderError(f"no problem is called {slug!r}", hint)


def find(options: Sequence[Path] = (), environ: Mapping[str, str] = os.environ) -> Bank:
    """The bank of `--bank`, else of GRADER_BANK, else of the checkout; raises GraderError."""
    named = list(options) or [
        Path(part) for part in environ.get(VARIABLE, "").split(os.pathsep) if part
    ]
    for root in named:
        if not root.is_dir():
            raise GraderError(
                f"the problem bank {root} is not a folder",
                f"Give a folder of problems by --bank DIR or {VARIABLE}.",
            )
    if not named and CHECKOUT.is_dir():
        named = [CHECKOUT]
    if not named:
        raise GraderError(
            "no problem bank was found",
            f"Give a folder of problems by --bank DIR, or set {VARIABLE} to one.",
        )
    return Bank(tuple(root.resolve() for root in named))
