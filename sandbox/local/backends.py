"""The ways to isolate a program: each turns a program into a command that starts it isolated."""

from __future__ import annotations

import json
import os
import shutil
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

import sandbox
from sandbox.engine import EngineUnavailable, Limits
from sandbox.local import bwrap, layout, leftovers, orders
from sandbox.local.inside.entry import Orders
from sandbox.local.inside.monitor import Job
from sandbox.local.inside.rootfs import Root

_SOURCES = str(Path(sandbox.__file__).resolve().parent.parent)


@dataclass(frozen=True)
class Request:
    """What to run in which view; `grouped` when a control group holds the totals."""

    module: str
    view: layout.View
    limits: Limits
    grouped: bool


@dataclass(frozen=True)
class Command:
    """What to start; `scratch` is to be removed in the end.

    It writes the program's process number to the descriptor that it was told to report to, and
    begins when it can read from the gate.
    """

    words: list[str]
    scratch: Path | None = None


class Backend(Protocol):
    """One way to isolate."""

    name: str
    has_own_root: bool

    def command(self, request: Request, report: int, gate: int) -> Command:
        """The command for one start. Raises EngineUnavailable."""


class Bubblewrap:
    """bwrap: namespaces set up by a tool made and audited for it."""

    name = "bubblewrap"
    has_own_root = True

    def command(self, request: Request, report: int, gate: int) -> Command:
        """See `Backend`."""
        program = shutil.which("bwrap")
        if program is None:
            raise EngineUnavailable("bubblewrap is not installed.")
        as_root = os.getuid() == 0
        view, limits = request.view, request.limits
        inner = orders.inside_own_root(
            request.module, view.module_path, limits, request.grouped, cap_files=as_root
        )
        outer = bwrap.command(program, view, limits, as_root, report, gate)
        return Command(outer + orders.entry_command(view.python, layout.LIBRARY, inner))


class Namespaces:
    """Namespaces of our own making, for machines without bubblewrap."""

    name = "namespaces"
    has_own_root = True

    def command(self, request: Request, report: int, gate: int) -> Command:
        """See `Backend`."""
        view, limits = request.view, request.limits
        inner = orders.inside_own_root(
            request.module, view.module_path, limits, request.grouped, cap_files=False
        )
        root = Root(
            trees=list(view.trees),
            hidden=list(view.hidden),
            links=list(view.links),
            writable=orders.writable_sizes(limits),
        )
        job = Job(
            kind="namespaces",
            command=orders.entry_command(view.python, layout.LIBRARY, inner),
            environment={},
            directory=layout.SCRATCH,
            report=report,
            lifeline=gate,
            scratch=None,
            root=root,
        )
        return Command(_monitor(view.python, job))


class Landlock:
    """No namespaces: Landlock for files, seccomp for the network, limits for each process."""

    name = "landlock"
    has_own_root = False

    def command(self, request: Request, report: int, gate: int) -> Command:
        """See `Backend`."""
        view = request.view
        _check_reachable(view)
        stage, scratch = _stage(view)
        system = [source for source, target in view.trees if not _is_ours(target)]
        readable, listable = layout.readable_parts(system, view.hidden)
        readable += [source for source, target in view.trees if _is_ours(target)]
        inner = orders.fenced(
            request.module,
            [f"{stage}{path}" for path in view.module_path],
            request.limits,
            request.grouped,
            [*readable, *(path for path, _ in view.links)],
            [*listable, str(stage / "opt")],
            str(scratch),
        )
        if inner["user"] is not None:
            os.chown(scratch, inner["user"], inner["user"])
        library = f"{stage}{layout.LIBRARY}"
        return Command(_fenced(view.python, library, inner, scratch, report, gate, stage), stage)


def trusted(module: str, report: int, gate: int) -> Command:
    """A module of this installation, not isolated; directory and environment are its own."""
    scratch = leftovers.folder()
    start = (
        f"import sys, runpy; sys.path.append({_SOURCES!r}); sys.argv[:] = [{module!r}]; "
        f"runpy.run_module({module!r}, run_name='__main__', alter_sys=True)"
    )
    job = Job(
        kind="trusted",
        command=[sys.executable, "-I", "-X", "utf8", "-c", start],
        environment={
            "PATH": os.defpath,
            "LANG": "C.UTF-8",
            "HOME": str(scratch),
            "TMPDIR": str(scratch),
        },
        directory=str(scratch),
        report=report,
        lifeline=gate,
        scratch=str(scratch),
        root=None,
    )
    return Command(_monitor(os.path.realpath(sys.executable), job), scratch)


def _fenced(
    python: str,
    library: str,
    inner: Orders,
    scratch: Path,
    report: int,
    gate: int,
    stage: Path,
) -> list[str]:
    job = Job(
        kind="fenced",
        command=orders.entry_command(python, library, inner),
        environment={},
        directory=str(scratch),
        report=report,
        lifeline=gate,
        scratch=str(stage),
        root=None,
    )
    return _monitor(python, job)


def _monitor(python: str, job: Job) -> list[str]:
    start = (
        f"import sys; sys.path[:0] = [{_SOURCES!r}]; "
        "from sandbox.local.inside.monitor import main; main()"
    )
    return [python, "-I", "-S", "-c", start, json.dumps(job)]


def _is_ours(target: str) -> bool:
    return target.startswith((layout.LIBRARY, layout.PACKAGES))


def _stage(view: layout.View) -> tuple[Path, Path]:
    """A directory of links that looks like the inside of a real sandbox, and its writable part."""
    stage = leftovers.folder()
    stage.chmod(0o711)
    for source, target in view.trees:
        if _is_ours(target):
            link = Path(f"{stage}{target}")
            link.parent.mkdir(parents=True, exist_ok=True)
            link.symlink_to(source)
    for path in view.module_path:
        Path(f"{stage}{path}").mkdir(parents=True, exist_ok=True)
    scratch = stage / "tmp"
    scratch.mkdir(mode=0o700)
    return stage, scratch


def _check_reachable(view: layout.View) -> None:
    """Without a root of its own, a program that root starts walks our paths as another user."""
    if os.getuid() != 0:
        return
    for source in (view.python, *(source for source, _ in view.trees)):
        if not layout.reachable_by_others(source):
            raise EngineUnavailable(
                f"Without namespaces, root's sandboxes cannot reach {source}.",
                "Grade as an ordinary user, or install Python where all users can read it.",
            )
