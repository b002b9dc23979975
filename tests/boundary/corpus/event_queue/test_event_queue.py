import pytest
from event_queue import EventQueue


@pytest.fixture
def queue():
    return EventQueue()


def test_order_by_time(queue):
    seen = []
    queue.at(5, seen.append, "late").at(1, seen.append, "early")
    queue.run()
    assert seen == ["early", "late"]


def test_ties_keep_order(queue):
    seen = []
    for name in "abc":
        queue.at(1, seen.append, name)
    assert queue.run() == 3
    assert seen == ["a", "b", "c"]


def test_until(queue):
    seen = []
    for when in range(10):
        queue.at(when, seen.append, when)
    queue.run(until=4)
    assert seen == [0, 1, 2, 3, 4]
    assert len(queue) == 5
    assert queue.now == 4


def test_callback_schedules_more(queue):
    ticks = []

    def tick(left):
        ticks.append(queue.now)
        if left:
            queue.after(10, tick, left - 1)

    queue.at(0, tick, 3)
    queue.run()
    assert ticks == [0, 10, 20, 30]


def test_keyword_arguments(queue):
    queue.at(1, lambda a, *, b: (a, b), 1, b=2)
    assert queue.step() == (1, 2)


def test_log_keeps_results(queue):
    queue.at(1, str.upper, "x").at(2, divmod, 7, 2).run()
    assert queue.log == [(1, "X"), (2, (3, 1))]


def test_past(queue):
    queue.at(3, int).run()
    with pytest.raises(ValueError, match=r"^2 is in the past \(now 3\)$"):
        queue.at(2, int)


def test_empty_step(queue):
    with pytest.raises(IndexError):
        queue.step()


def test_truth(queue):
    assert not queue
    queue.at(1, list)
    assert queue


def test_called_many_times(queue):
    calls = []
    for when in range(40):
        queue.at(when, lambda: calls.append(None))
    assert queue.run() == 40
    assert len(calls) == 40


def test_error_leaves_queue_usable(queue):
    boom = RuntimeError("boom")

    def fail():
        raise boom

    queue.at(1, fail).at(2, int)
    with pytest.raises(RuntimeError) as err:
        queue.run()
    assert err.value is boom
    assert queue.run() == 1
