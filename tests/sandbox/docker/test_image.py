"""Images in the engine: the faults against a stand-in, the contents against a real one."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any, cast

import pytest
from docker import APIClient, DockerClient
from docker.errors import APIError, ImageNotFound

from sandbox.docker import image, wheels
from sandbox.docker.image import (
    BASE_LABEL,
    DEFAULT_BASE,
    IMAGE_LABEL,
    STAGE_LABEL,
    TARGETS,
    ImageError,
    ImageInputs,
    Target,
    build,
    ensure,
    leftovers,
    present,
    prune,
    resolve_base,
    tag,
)
from sandbox.docker.recipe import context_digest

JUDGE = Path(__file__).parents[3] / "grader" / "judge"
INPUTS = ImageInputs("base:1", JUDGE)


class Engine:
    """As much of an APIClient as building needs; `images_here` is by name or id."""

    def __init__(self, **images_here: dict[str, Any]) -> None:
        self.here = {
            name: {"Config": {"Labels": {}}, "Architecture": "amd64"} | found
            for name, found in images_here.items()
        }
        self.listed: list[dict[str, Any]] = []
        self.chunks: list[dict[str, Any]] = []
        self.removed: list[str] = []
        self.in_use: set[str] = set()
        self.pull_error = "no such host"

    def inspect_image(self, name: str) -> dict[str, Any]:
        if name not in self.here:
            raise ImageNotFound(name)
        return self.here[name]

    def images(
        self, name: str | None = None, filters: dict[str, Any] | None = None
    ) -> list[dict[str, Any]]:
        if name is not None:
            return [one for one in self.listed if any(name in tag for tag in one["RepoTags"] or ())]
        label = (filters or {})["label"]
        return [one for one in self.listed if label in one["Labels"]]

    def build(self, **options: Any) -> Iterator[dict[str, Any]]:
        assert options["network_mode"] == "none"
        yield from self.chunks
        self.here[options["tag"]] = {"Id": "sha256:built", "Config": {"Labels": options["labels"]}}

    def pull(self, name: str, **options: Any) -> Iterator[dict[str, Any]]:
        raise APIError("500 Server Error", explanation=self.pull_error)

    def remove_image(self, name: str) -> None:
        if name in self.in_use:
            raise APIError("conflict", response=cast(Any, type("R", (), {"status_code": 409})()))
        self.removed.append(name)


def client(engine: Engine) -> APIClient:
    return cast(APIClient, engine)


@pytest.fixture(autouse=True)
def no_downloads(monkeypatch: pytest.MonkeyPatch, request: pytest.FixtureRequest) -> None:
    if "docker" not in request.keywords:
        monkeypatch.setattr(wheels, "fetch", lambda *_: [])
        monkeypatch.delenv(image.BASE_VARIABLE, raising=False)


def test_the_base_is_the_one_that_the_environment_names(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(image.BASE_VARIABLE, "mine:2")
    assert resolve_base(client(Engine())) == "mine:2"


def test_the_base_is_the_default_when_it_is_here() -> None:
    engine = Engine(**{DEFAULT_BASE: {"Id": "sha256:1"}})
    engine.listed = [{"RepoTags": ["grader-base:x"], "Created": 1, "Labels": {}}]
    assert resolve_base(client(engine)) == DEFAULT_BASE


def test_the_newest_local_base_stands_in_for_a_default_that_is_not_here() -> None:
    engine = Engine()
    assert resolve_base(client(engine)) == DEFAULT_BASE
    engine.listed = [
        {"RepoTags": [f"grader-base:{age}"], "Created": age, "Labels": {}} for age in (1, 3, 2)
    ]
    assert resolve_base(client(engine)) == "grader-base:3"


def test_what_is_built_is_present_until_the_base_changes() -> None:
    engine = Engine(**{"base:1": {"Id": "sha256:old"}})
    assert not present(client(engine), "runner", INPUTS)
    assert ensure(client(engine), "runner", INPUTS, print) == "sha256:built"
    assert present(client(engine), "runner", INPUTS)
    assert not present(client(engine), "judge", INPUTS)
    engine.here["base:1"]["Id"] = "sha256:new"
    assert not present(client(engine), "runner", INPUTS)


def test_a_base_that_was_removed_rebuilds_nothing() -> None:
    engine = Engine(**{"base:1": {"Id": "sha256:old"}})
    build(client(engine), "runner", INPUTS, print)
    del engine.here["base:1"]
    assert present(client(engine), "runner", INPUTS)


def test_progress_names_target_and_step() -> None:
    engine = Engine(**{"base:1": {"Id": "sha256:1"}})
    engine.chunks = [
        {"stream": "Step 1/2 : ARG BASE\n"},
        {"stream": "Step 2/2 : COPY code/ /code/\n"},
        {"stream": " ---> Using cache\n"},
        {"stream": "progress: so far\n"},
    ]
    said: list[str] = []
    build(client(engine), "judge", INPUTS, said.append)
    assert said == ["judge: base base:1", "judge: step 2/2 COPY code/ /code/", "judge: so far"]


def test_a_base_that_cannot_be_had_says_how_to_make_one() -> None:
    with pytest.raises(ImageError, match=r"base:1 is not here.*no such host") as caught:
        build(client(Engine()), "judge", INPUTS, lambda line: None)
    assert "./dev base" in caught.value.hint
    assert image.BASE_VARIABLE in caught.value.hint


def test_a_step_that_fails_is_named_with_its_last_output() -> None:
    engine = Engine(**{"base:1": {"Id": "sha256:1"}})
    engine.chunks = [
        {"stream": "Step 1/2 : RUN earlier\n"},
        {"stream": "of the earlier step\n"},
        {"stream": 'Step 2/2 : RUN ["python3"]\n'},
        {"stream": "\x1b[91mTraceback\x1b[0m\n"},
        {"error": "returned a non-zero code: 1"},
    ]
    with pytest.raises(ImageError) as caught:
        build(client(engine), "judge", INPUTS, lambda line: None)
    assert caught.value.message == (
        'building the image of the judge failed at step 2/2 (RUN ["python3"]):\n'
        "Traceback\nreturned a non-zero code: 1"
    )


def test_a_full_disk_is_called_that() -> None:
    engine = Engine(**{"base:1": {"Id": "sha256:1"}})
    engine.chunks = [{"error": "write /x: no space left on device"}]
    with pytest.raises(ImageError, match="disk is full"):
        build(client(engine), "judge", INPUTS, lambda line: None)


def listing(name: str, label: str, value: str) -> dict[str, Any]:
    return {"Id": f"sha256:{name}", "RepoTags": None, "Labels": {label: value}, "Created": 1}


def test_leftovers_are_superseded_images_and_stages_and_prune_spares_those_in_use() -> None:
    engine = Engine(**{tag("judge", INPUTS): {"Id": "sha256:current"}})
    named = listing("named", IMAGE_LABEL, "judge") | {"RepoTags": ["grader-judge:old"]}
    engine.listed = [
        listing("current", IMAGE_LABEL, "judge"),
        named,
        listing("used", IMAGE_LABEL, "runner"),
        listing("cache", STAGE_LABEL, context_digest(INPUTS)),
        listing("stale", STAGE_LABEL, "older"),
    ]
    found = leftovers(client(engine), INPUTS)
    assert [one.id for one in found] == ["sha256:named", "sha256:used", "sha256:stale"]
    engine.in_use = {"sha256:used"}
    assert [one.id for one in prune(client(engine), INPUTS)] == ["sha256:named", "sha256:stale"]
    assert engine.removed == ["grader-judge:old", "sha256:stale"]


# ---- against a real engine ----

PROBE = """
import importlib.util as util, json, os, stat, sys
def find(name):
    try:
        return util.find_spec(name) is not None
    except ModuleNotFoundError:
        return False
modules = "numpy pandas msgpack scipy sklearn pytest pip setuptools ensurepip sandbox.wire " \\
    "sandbox.runner grader grader.judge grader.problem".split()
files = [os.path.join(folder, name) for folder, _, names in os.walk("/") for name in names
         if not folder.startswith(("/proc", "/sys", "/dev"))]
states = {path: os.lstat(path) for path in files}
print(json.dumps({
    "version": list(sys.version_info[:2]),
    "user": [os.getuid(), os.getgid(), os.getcwd()],
    "modules": [name for name in modules if find(name)],
    "privileged": [path for path, state in states.items() if state.st_mode & 0o6000],
    "writable": [path for path, state in states.items()
                 if stat.S_ISREG(state.st_mode) and os.access(path, os.W_OK)],
    "programs": [os.path.basename(path) for path, state in states.items()
                 if stat.S_ISREG(state.st_mode) and state.st_mode & 0o111
                 and ".so" not in path and not path.endswith(".py")],
    "uncompiled": [path for path in files if path.endswith(".py")
                   and not os.path.exists(util.cache_from_source(path))],
    "wheels": [path for path in files if path.endswith(".whl")],
}))
"""
COMMON = ["numpy", "pandas", "msgpack"]
MODULES = {
    "runner-scratch": [*COMMON, "sandbox.wire", "sandbox.runner"],
    "runner": [*COMMON, "scipy", "sklearn", "sandbox.wire", "sandbox.runner"],
    "judge": [*COMMON, "scipy", "sklearn", "pytest", "sandbox.wire", "grader", "grader.judge"],
}


@pytest.fixture(scope="module")
def engine() -> Iterator[DockerClient]:
    found = DockerClient.from_env()
    yield found
    found.close()


def real_inputs(engine: DockerClient) -> ImageInputs:
    return ImageInputs(resolve_base(engine.api), JUDGE)


def python(engine: DockerClient, target: Target, program: str) -> str:
    """The output of `program` in a fresh, locked-down container of the image of `target`."""
    name = ensure(engine.api, target, real_inputs(engine), print)
    command = ["env", "-i", "PATH=/usr/local/bin:/usr/bin", "python3", "-I", "-W", "error", "-c"]
    output = engine.containers.run(
        name,
        [*command, program],
        network_mode="none",
        read_only=True,
        cap_drop=["ALL"],
        remove=True,
        mem_limit="1g",
    )
    return bytes(output).decode()


@pytest.mark.docker
@pytest.mark.parametrize("target", TARGETS)
def test_what_an_image_holds_and_what_it_does_not(engine: DockerClient, target: Target) -> None:
    seen = json.loads(python(engine, target, PROBE))
    programs = seen.pop("programs")
    assert set(programs) <= {"env", "lscpu", "python3.13", ".dockerenv"}
    assert seen == {
        "version": [3, 13],
        "user": [65534, 65534, "/tmp"],  # noqa: S108  # the container's own
        "modules": MODULES[target],
        "privileged": [],
        "writable": [],
        "uncompiled": [],
        "wheels": [],
    }


@pytest.mark.docker
def test_scientific_packages_work_without_a_warning(engine: DockerClient) -> None:
    program = """
import numpy.testing, pandas.testing, scipy.optimize, scipy.stats, zoneinfo
from sklearn.cluster import KMeans
from sklearn.datasets import load_iris
from sklearn.linear_model import LogisticRegression
X, y = load_iris(return_X_y=True)
KMeans(3, n_init=1).fit(X)
print(LogisticRegression(max_iter=1000).fit(X, y).score(X, y) > 0.9)
print(zoneinfo.ZoneInfo("Asia/Tokyo"))
"""
    assert python(engine, "runner", program).split() == ["True", "Asia/Tokyo"]


@pytest.mark.docker
def test_a_second_ensure_builds_nothing(engine: DockerClient) -> None:
    inputs = real_inputs(engine)
    first = ensure(engine.api, "judge", inputs, print)
    assert ensure(engine.api, "judge", inputs, pytest.fail) == first
    assert present(engine.api, "judge", inputs)


@pytest.mark.docker
def test_an_image_says_what_it_is(engine: DockerClient) -> None:
    inputs = real_inputs(engine)
    made = engine.images.get(ensure(engine.api, "runner", inputs, print))
    assert made.labels[IMAGE_LABEL] == "runner"
    assert made.labels[BASE_LABEL] == engine.images.get(inputs.base).id
    assert tag("runner", inputs) in made.tags
    assert made.id not in {one.id for one in leftovers(engine.api, inputs)}
