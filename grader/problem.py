"""A problem package on disk → one frozen value. Reading is strict."""

from __future__ import annotations

import hashlib
import keyword
import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Annotated, Literal

from msgspec import Meta, Struct

from grader import tomlfile
from grader.errors import ProblemError
from grader.text import listed

FORMAT = 1
SLUG = re.compile(r"[a-z][a-z0-9]*(-[a-z0-9]+)*")
LITTER = frozenset({"__pycache__", ".pytest_cache", ".ipynb_checkpoints"})

Text = Annotated[str, Meta(min_length=1)]
Points = Annotated[int, Meta(ge=1, le=100)]
Growth = Literal["1", "log n", "n", "n log n", "n^2", "n^2 log n", "n^3", "2^n"]


class ProblemLimits(Struct, frozen=True, forbid_unknown_fields=True):
    """What one test may use (seconds, MiB, KiB), and the wall seconds of a whole submission."""

    wall_seconds: Annotated[float, Meta(gt=0, le=600)] = 2.0
    cpu_seconds: Annotated[float, Meta(gt=0, le=600)] = 2.0
    memory_mib: Annotated[int, Meta(ge=16, le=65536)] = 256
    output_kib: Annotated[int, Meta(ge=1, le=65536)] = 64
    submission_seconds: Annotated[float, Meta(gt=0, le=7200)] = 60.0


class Group(Struct, frozen=True, forbid_unknown_fields=True):
    """A named share of the points; with `all_or_nothing`, one failing case loses all of it."""

    name: Text
    points: Points
    all_or_nothing: bool = False


class ComplexityCheck(Struct, frozen=True, forbid_unknown_fields=True):
    """The growth that a function may show on the inputs that `input` in inputs.py generates."""

    function: Text
    measure: Literal["time", "space"]
    allowed: Growth
    input: Text
    points: Points
    max_slowdown: Annotated[float, Meta(gt=1)] | None = None


class Imports(Struct, frozen=True, forbid_unknown_fields=True):
    """Packages that a submission must do without."""

    forbidden: tuple[Text, ...] = ()


class ProblemFile(Struct, frozen=True, forbid_unknown_fields=True):
    """problem.toml as it is written."""

    format: int
    title: Text
    entry: Annotated[tuple[Text, ...], Meta(min_length=1)]
    difficulty: Literal["easy", "medium", "hard"]
    time_box_minutes: Annotated[int, Meta(ge=1)]
    topics: tuple[Text, ...] = ()
    source: str = ""
    limits: ProblemLimits = ProblemLimits()
    imports: Imports = Imports()
    group: Annotated[tuple[Group, ...], Meta(min_length=1)] = ()
    complexity: tuple[ComplexityCheck, ...] = ()


@dataclass(frozen=True)
class Problem:
    """A problem package that was read and found whole."""

    slug: str
    root: Path
    title: str
    entry: tuple[str, ...]
    difficulty: str
    topics: tuple[str, ...]
    time_box_minutes: int
    source: str
    limits: ProblemLimits
    forbidden: tuple[str, ...]
    groups: tuple[Group, ...]
    complexity: tuple[ComplexityCheck, ...]
    digest: str  # "sha256:…" over the names and bytes of all files of the package

    @property
    def module(self) -> str:
        """The module name under which tests import the submission: "fill_none"."""
        return self.slug.replace("-", "_")

    @cached_property
    def statement(self) -> str:
        """The text of statement.md."""
        return (self.root / "statement.md").read_text(encoding="utf-8")

    @cached_property
    def starter(self) -> str:
        """The text of starter.py."""
        return (self.root / "starter.py").read_text(encoding="utf-8")

    def tests(self, visibility: str) -> dict[str, bytes]:
        """The files below tests/public or tests/hidden, by relative path; perhaps none."""
        folder = self.root / "tests" / visibility
        return {path.relative_to(folder).as_posix(): path.read_bytes() for path in _files(folder)}

    def gradable(self) -> Problem:
        """This problem; raises ProblemError when it asks for what this version cannot measure."""
        if self.complexity:
            raise ProblemError(
                f"{self.slug}: this version cannot measure complexity checks yet",
                "Remove the [[complexity]] tables and give their points to the groups.",
            )
        return self


def load(root: Path) -> Problem:
    """Read the package in the folder `root`; raises ProblemError naming file, line and key."""
    slug = root.name
    name = f"{root.parent.name or root.parent}/{slug}"
    if not SLUG.fullmatch(slug):
        raise ProblemError(f"{name}: the folder's name must be lower-case words joined by hyphens")
    for needed in ("problem.toml", "statement.md", "starter.py"):
        _check_text(root / needed, f"{name}/{needed}")
    shown = f"{name}/problem.toml"
    _check_format(root / "problem.toml", shown)
    file = tomlfile.read(root / "problem.toml", ProblemFile, shown)
    _check_values(file, (root / "problem.toml").read_text(encoding="utf-8"), shown)
    _check_files(root, file, name)
    return Problem(
        slug=slug,
        root=root,
        title=file.title,
        entry=file.entry,
        difficulty=file.difficulty,
        topics=file.topics,
        time_box_minutes=file.time_box_minutes,
        source=file.source,
        limits=file.limits,
        forbidden=file.imports.forbidden,
        groups=file.group,
        complexity=file.complexity,
        digest=_digest(root),
    )


def _check_text(path: Path, shown: str) -> None:
    try:
        path.read_text(encoding="utf-8")
    except FileNotFoundError:
        raise ProblemError(f"{shown}: this file is missing") from None
    except UnicodeDecodeError as error:
        raise ProblemError(f"{shown}: not UTF-8 at byte {error.start}") from None
    except OSError as error:
        raise ProblemError(f"{shown}: cannot be read: {error.strerror}") from None


class _Format(Struct):
    """Only the number: the keys of another format must not be judged by this one's rules."""

    format: int


def _check_format(path: Path, shown: str) -> None:
    found = tomlfile.read(path, _Format, shown).format
    if found != FORMAT:
        text = path.read_text(encoding="utf-8")
        said = f"format {found} is not known to this version, which reads format {FORMAT}"
        raise ProblemError(tomlfile.placed(shown, text, ("format",), said))


def _check_values(file: ProblemFile, text: str, shown: str) -> None:
    """What a type cannot say: names unique and importable, points that sum to 100."""

    def fail(key: tomlfile.Key, said: str) -> ProblemError:
        return ProblemError(tomlfile.placed(shown, text, key, said))

    for at, name in enumerate(file.entry):
        if not name.isidentifier() or keyword.iskeyword(name):
            raise fail(("entry", at), f"{name!r} is not a name that Python code can define")
    if twice := _repeated(file.entry):
        raise fail(("entry",), f"{twice!r} is named twice")
    for at, name in enumerate(file.imports.forbidden):
        if not all(part.isidentifier() for part in name.split(".")):
            raise fail(("imports", "forbidden", at), f"{name!r} is not the name of a module")
    names = [group.name for group in file.group]
    if twice := _repeated(names):
        last = len(names) - 1 - names[::-1].index(twice)
        raise fail(("group", last, "name"), f"a group called {twice!r} exists already")
    total = sum(group.points for group in file.group)
    total += sum(check.points for check in file.complexity)
    if total != 100:
        said = f"the points of groups and complexity checks sum to {total}, not to 100"
        raise fail(("group",), said)
    for at, check in enumerate(file.complexity):
        if check.function not in file.entry:
            said = f"{check.function!r} is not an entry name: {listed(file.entry, 'and')}"
            raise fail(("complexity", at, "function"), said)


def _check_files(root: Path, file: ProblemFile, name: str) -> None:
    if file.complexity and not (root / "inputs.py").is_file():
        raise ProblemError(f"{name}/inputs.py: this file is missing, complexity checks need it")
    tests = {where: _modules(root / "tests" / where) for where in ("public", "hidden")}
    if not tests["hidden"]:
        raise ProblemError(f"{name}/tests/hidden: there is no test_*.py file in this folder")
    if twice := _repeated([path.name for paths in tests.values() for path in paths]):
        raise ProblemError(
            f"{name}/tests: two test files are called {twice}",
            "Names of test files must differ, over public and hidden tests too.",
        )


def _modules(folder: Path) -> list[Path]:
    return [
        path for path in _files(folder) if path.suffix == ".py" and path.name.startswith("test_")
    ]


def _files(folder: Path) -> list[Path]:
    """All files below `folder` in a fixed order, without caches and hidden files."""
    return sorted(
        path
        for path in folder.rglob("*")
        if path.is_file()
        and path.suffix != ".pyc"
        and not any(map(_is_litter, path.relative_to(folder).parts))
    )


def _is_litter(name: str) -> bool:
    return name in LITTER or name.startswith(".")


def _digest(root: Path) -> str:
    total = hashlib.sha256()
    for path in _files(root):
        total.update(path.relative_to(root).as_posix().encode() + b"\0")
        total.update(hashlib.sha256(path.read_bytes()).digest())
    return f"sha256:{total.hexdigest()}"


def _repeated(names: Iterable[str]) -> str | None:
    return next((name for name, times in Counter(names).items() if times > 1), None)
