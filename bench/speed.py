"""Measures what the project promises about speed: `python bench/speed.py [--rounds N] [--json FILE]`.

Needs a Docker engine, the `docker` command and this checkout's packages. bench/README.md says what
each figure means.
"""

from __future__ import annotations

import argparse
import json
import os
import statistics
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Self

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))  # so that it runs in a bare checkout

from grader import engines, grading, problem, submission  # noqa: E402 - needs the line above
from grader.outcome import Grading  # noqa: E402 - the same
from grader.relay import Relay  # noqa: E402 - the same
from grader.suite import CaseLimits, Suite, give  # noqa: E402 - the same
from sandbox.docker.flags import PROFILE, creation  # noqa: E402 - the same
from sandbox.drive import Load, Runner  # noqa: E402 - the same
from sandbox.engine import Engine, Limits, Program  # noqa: E402 - the same

SUBMISSION = ROOT / "solutions/median-rainfall/accepted/guide.py"
PROBLEM = ROOT / "problems/median-rainfall"
BOUNDARY = ROOT / "bench/boundary"
GRADER = (sys.executable, "-m", "grader")
GRADE = (*GRADER, "grade", str(SUBMISSION), "--problem", "median-rainfall", "--engine", "docker")


@dataclass
class Figure:
    """Samples of one quantity; `bar` is what its median must not exceed."""

    name: str
    unit: str
    bar: float | None = None
    samples: list[float] = field(default_factory=list)

    def line(self) -> str:
        """Median, quartiles and extremes, and whether the bar is met."""
        if len(self.samples) < 2:
            return f"{self.name:<46} too few samples"
        low, middle, high = statistics.quantiles(self.samples, n=4, method="inclusive")
        text = f"{self.name:<46} {middle:8.3f} {self.unit:<2}"
        text += (
            f"  [{low:.3f} .. {high:.3f}]  min {min(self.samples):.3f} max {max(self.samples):.3f}"
        )
        if self.bar is None:
            return text
        return f"{text}  bar {self.bar:g}: {'met' if middle <= self.bar else 'MISSED'}"


def figures() -> dict[str, Figure]:
    """Everything that is measured, in the order in which it is shown."""
    return {
        "r": Figure("R: hardened docker run, import numpy, pandas", "s"),
        "grade": Figure("grader grade, nothing warm", "s"),
        "ratio": Figure("grader grade / R of the same round", "R", 3.0),
        "help": Figure("grader --help", "s", 0.3),
        "start": Figure("  of grade: phase start", "s"),
        "tests": Figure("  of grade: phase tests", "s"),
        "warm": Figure("hidden tests, warm: plan to end", "s", 0.5),
        "warm_suite": Figure("hidden tests, warm: with collection", "s"),
        "call": Figure("call with small arguments", "ms", 0.5),
        "frame": Figure("call with a frame of 1e6 floats", "ms", 60.0),
    }


def main() -> int:
    """Measure, print, and answer 1 when a bar was missed."""
    options = _options()
    shown = figures()
    before = os.getloadavg()
    with _engine() as engine:
        print(
            f"load {before[0]:.2f} on {os.cpu_count()} processors, {options.rounds} rounds",
            flush=True,
        )
        plain = _plain_run(engine)
        with Warm(engine) as warm:
            for number in range(options.rounds):
                _round(shown, engine, plain, warm)
                print(f"round {number + 1} done, load {os.getloadavg()[0]:.2f}", flush=True)
    print(*(figure.line() for figure in shown.values()), sep="\n")
    if options.json:
        facts = {
            "load": [before, os.getloadavg()],
            "figures": {k: asdict(v) for k, v in shown.items()},
        }
        options.json.write_text(json.dumps(facts, indent=2) + "\n")
    return int(any("MISSED" in figure.line() for figure in shown.values()))


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=7, help="how often everything is measured")
    parser.add_argument("--json", type=Path, metavar="FILE", help="write all samples there")
    return parser.parse_args()


@contextmanager
def _engine() -> Iterator[Engine]:
    """The Docker engine with all images built, so that no build is measured."""
    engine = engines.choose("docker", lambda text: print(text, file=sys.stderr))
    try:
        engine.prepare(("judge", "runner"))
        yield engine
    finally:
        engine.close()


class Warm:
    """A judge and a runner that have done the median-rainfall suite once already."""

    def __init__(self, engine: Engine) -> None:
        files = {f"hidden/{k}": v for k, v in problem.load(PROBLEM).tests("hidden").items()}
        names = ("median_rainfall", "solution")
        preload = ("numpy", "pandas")
        entry = names[:1]
        self._suite = Suite(
            files=files, names=names, entry=entry, classes=(), seed=1, preload=preload
        )
        self._judge = engine.start(Program("judge", "grader.judge", Limits(2 << 30, 256)))
        sandbox = engine.start(Program("runner", "sandbox.runner", Limits(512 << 20)))
        load = Load(SUBMISSION.read_text(), "median_rainfall.py", names, preload)
        self._runner = Runner(sandbox, load)

    def __enter__(self) -> Self:
        self.run()
        return self

    def __exit__(self, *_: object) -> None:
        self._judge.close()
        self._runner.sandbox.close()

    def run(self) -> tuple[float, float]:
        """Seconds of the whole suite, and of what follows its plan."""
        planned: list[float] = []
        relay = Relay(
            self._judge,
            self._runner,
            _no_restart,
            CaseLimits(2, 2, 256 << 20, 64 << 10, 60),
            lambda *_: planned.append(time.perf_counter()),
        )
        begun = time.perf_counter()
        give(self._judge, self._suite)
        ran = relay.run()
        ended = time.perf_counter()
        failed = [item.case.name for item in ran.evidence if item.finding != "passed"]
        if failed or ran.error:
            raise RuntimeError(f"not all tests passed: {ran.error} {failed}")
        return ended - begun, ended - planned[0]


def _no_restart() -> Runner:
    raise RuntimeError("the runner was lost")


def _round(shown: dict[str, Figure], engine: Engine, plain: tuple[str, ...], warm: Warm) -> None:
    """One sample of every figure, so that a change of the machine's load meets all alike."""
    base = _wall(plain)
    grade = _wall(GRADE)
    shown["r"].samples.append(base)
    shown["grade"].samples.append(grade)
    shown["ratio"].samples.append(grade / base)
    shown["help"].samples.append(_wall((*GRADER, "--help")))
    for name, seconds in _phases(engine).items():
        shown[name].samples.append(seconds)
    suite, tests = warm.run()
    shown["warm"].samples.append(tests)
    shown["warm_suite"].samples.append(suite)
    for name, values in _boundary(engine).items():
        shown[name].samples.extend(1000 * value for value in values)


def _plain_run(engine: Engine) -> tuple[str, ...]:
    """`docker run` with every control that the runner gets, and the same image, without our code."""
    image = engine.facts()["image.runner"]
    request = creation(Program("runner", "sandbox.runner", Limits(512 << 20)), image, {}, None)
    host = request["HostConfig"]
    options = [
        *("--rm", "--pull=never", "--interactive", "--user", request["User"]),
        *("--network", host["NetworkMode"], "--read-only", "--ipc", host["IpcMode"]),
        *("--cgroupns", host["CgroupnsMode"], "--log-driver", host["LogConfig"]["Type"]),
        *("--memory", str(host["Memory"]), "--memory-swap", str(host["MemorySwap"])),
        *("--pids-limit", str(host["PidsLimit"]), "--cpus", str(host["NanoCpus"] / 1e9)),
        *("--oom-score-adj", str(host["OomScoreAdj"]), "--hostname", request["Hostname"]),
        *("--workdir", request["WorkingDir"], "--no-healthcheck", "--security-opt"),
        *("no-new-privileges", "--security-opt", f"seccomp={PROFILE}"),
    ]
    options += [f"--cap-drop={name}" for name in host["CapDrop"]]
    options += [f"--ulimit={one['Name']}={one['Soft']}:{one['Hard']}" for one in host["Ulimits"]]
    options += [f"--tmpfs={place}:{how}" for place, how in host["Tmpfs"].items()]
    program, *arguments = request["Entrypoint"][:-2]  # without "-m MODULE"
    code = ("-c", "import numpy, pandas")
    return ("docker", "run", *options, "--entrypoint", program, image, *arguments, *code)


def _wall(command: tuple[str, ...]) -> float:
    """Seconds that a command takes; raises CalledProcessError when it fails."""
    environment = {k: v for k, v in os.environ.items() if k != "PYTHONDONTWRITEBYTECODE"}
    begun = time.perf_counter()
    subprocess.run(command, check=True, capture_output=True, cwd=ROOT, env=environment)
    return time.perf_counter() - begun


def _phases(engine: Engine) -> dict[str, float]:
    """The phases of a grading with new containers, the engine connected and our code imported."""
    graded = _grade(engine, PROBLEM, SUBMISSION, ("public", "hidden"))
    return dict(graded.phases)


def _boundary(engine: Engine) -> dict[str, list[float]]:
    """Seconds of every call, by figure, as the tests of bench/boundary measured them."""
    graded = _grade(engine, BOUNDARY, BOUNDARY / "starter.py", ("hidden",))
    return {
        item.case.id.rpartition("test_")[2]: json.loads(item.detail) for item in graded.evidence
    }


def _grade(engine: Engine, package: Path, file: Path, suites: tuple[str, ...]) -> Grading:
    options = grading.Options(seed=1, suites=suites)
    read = submission.read(file)
    graded = grading.grade(problem.load(package), read, engine, options, lambda *_: None)
    if graded.fault:
        raise RuntimeError(graded.fault.message)
    return graded


if __name__ == "__main__":
    sys.exit(main())
