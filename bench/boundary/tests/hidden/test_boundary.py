"""Times calls inside the judge. The failing test's message carries the figures out."""

from __future__ import annotations

import json
import time
from collections.abc import Callable

import numpy as np
import pandas as pd
import pytest
from solution import rows, same


def timed(call: Callable[[], object], times: int) -> str:
    """Seconds of each call, after a few that are not counted, as JSON."""
    seconds = []
    for at in range(times + 3):
        begun = time.perf_counter()
        call()
        if at >= 3:
            seconds.append(round(time.perf_counter() - begun, 7))
    return json.dumps(seconds)


def test_call() -> None:
    pytest.fail(timed(lambda: same(7, "text", flag=True), 300))


def test_frame(rng: np.random.Generator) -> None:
    frame = pd.DataFrame({"x": rng.random(1_000_000)})
    pytest.fail(timed(lambda: rows(frame), 7))
