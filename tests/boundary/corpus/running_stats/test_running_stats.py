import math

import pytest
from running_stats import RunningStats


def test_empty_is_nan():
    stats = RunningStats()
    assert math.isnan(stats.mean)
    assert math.isnan(stats.variance)
    assert stats.low == math.inf
    assert stats.high == -math.inf


def test_mean_and_variance():
    stats = RunningStats([2, 4, 4, 4, 5, 5, 7, 9])
    assert stats.mean == pytest.approx(5)
    assert stats.variance == pytest.approx(32 / 7)


def test_push_chains():
    stats = RunningStats()
    assert stats.push(1).push(2).push(3) is stats
    assert len(stats) == 3


def test_from_generator():
    stats = RunningStats(n * n for n in range(4))
    assert stats.mean == pytest.approx(3.5)


def test_nan_spreads():
    stats = RunningStats([1.0, float("nan")])
    assert stats.mean != stats.mean


def test_summary():
    summary = RunningStats([1, 3]).summary()
    assert summary == {"count": 2, "mean": 2.0, "range": (1, 3)}
    assert list(summary) == ["count", "mean", "range"]
    assert type(summary["range"]) is tuple
    assert type(summary["range"][0]) is int


def test_merge():
    left, right = RunningStats([1, 2, 3]), RunningStats([10, 20])
    both = left | right
    assert both.mean == pytest.approx(7.2)
    assert both.variance == pytest.approx(RunningStats([1, 2, 3, 10, 20]).variance)
    assert (both.low, both.high) == (1, 20)


def test_merge_leaves_operands():
    left, right = RunningStats([1]), RunningStats([2])
    left | right
    assert (left.count, right.count) == (1, 1)


def test_wrong_type():
    with pytest.raises(TypeError):
        RunningStats(["a"])


def test_infinite():
    assert RunningStats([math.inf]).high == math.inf
