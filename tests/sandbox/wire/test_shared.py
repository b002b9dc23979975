"""Values that both sides hold, and the messages that keep them equal."""

from __future__ import annotations

import subprocess
import sys
from collections import Counter, OrderedDict, defaultdict, deque
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pytest

from sandbox.wire.errors import WireError
from sandbox.wire.shared import KEPT_BYTES, SharedValues, is_shareable
from sandbox.wire.values import Codec

CODEC = Codec()
ROOT = Path(__file__).parents[3]
DEPRECATED = "ignore:The inplace keyword:pandas.errors.Pandas4Warning"  # still, it is in use


class Pair:
    """Two sides that share values; what one offers the other accepts."""

    def __init__(self) -> None:
        self.here, self.there = (
            SharedValues(parity, CODEC.encode, CODEC.decode) for parity in (0, 1)
        )

    def share(self, value: Any) -> tuple[int, Any]:
        token, encoding, found = self.here.offer(value)
        return token, self.there.accept(token, encoding, found)

    def sync(self) -> None:
        """What changed there is brought here."""
        self.here.apply(self.there.changes())


@pytest.fixture
def pair() -> Pair:
    return Pair()


@pytest.mark.parametrize("value", [[], {}, set(), bytearray(), ([],), (1, ({},)), np.zeros(1)])
def test_what_can_change_is_shared(value: object) -> None:
    assert is_shareable(value)


@pytest.mark.parametrize("value", [1, "a", (), (1, "a"), frozenset(), None, range(2), object()])
def test_what_cannot_is_not(value: object) -> None:
    assert not is_shareable(value)


@pytest.mark.filterwarnings(DEPRECATED)
@pytest.mark.parametrize(
    ("value", "change"),
    [
        ([3, 1, 2], list.sort),
        ({"a": 1}, lambda value: value.update(b=[2])),
        ({1}, lambda value: value.add(2)),
        (bytearray(b"a"), lambda value: value.extend(b"b")),
        (deque([1], 2), lambda value: value.extend([2, 3])),
        (OrderedDict(a=[1], b=[2]), lambda value: value.move_to_end("a")),
        (Counter("ab"), lambda value: value.update("bc")),
        (defaultdict(list), lambda value: value["k"].append(1)),
        (([1], "a"), lambda value: value[0].append(2)),
        ([[1], [2]], lambda value: value.reverse()),
    ],
)
def test_a_change_on_the_other_side_arrives(pair: Pair, value: Any, change: Any) -> None:
    _, copy = pair.share(value)
    change(copy)
    pair.sync()
    assert value == copy
    assert repr(value) == repr(copy)


def test_nothing_is_sent_without_a_change(pair: Pair) -> None:
    pair.share([1, [2]])
    assert pair.here.changes() == []
    assert pair.there.changes() == []


def test_a_change_is_told_once_and_back(pair: Pair) -> None:
    value = [1]
    _, copy = pair.share(value)
    copy.append(2)
    pair.sync()
    assert pair.there.changes() == []
    assert pair.here.changes() == []
    value.append(3)
    pair.there.apply(pair.here.changes())
    assert copy == [1, 2, 3]


def test_a_row_that_moves_is_still_that_row(pair: Pair) -> None:
    one, two = [1], [2]
    value = [one, two]
    _, copy = pair.share(value)
    copy.reverse()
    copy[0].append("two")
    pair.sync()
    assert value[0] is two
    assert value[1] is one
    assert two == [2, "two"]


def test_what_is_inside_can_be_told_apart_later(pair: Pair) -> None:
    inner: list[int] = []
    value = {"a": inner}
    token, copy = pair.share(value)
    assert pair.here.place(inner) == (token, 1)
    assert pair.there.at(token, 1) is copy["a"]
    assert pair.here.place([]) is None


def test_new_objects_inside_are_known_after_a_change(pair: Pair) -> None:
    value: list[Any] = []
    token, copy = pair.share(value)
    fresh = {"x": 1}
    copy.append(fresh)
    pair.sync()
    assert pair.there.place(fresh) == (token, 1)
    assert pair.here.at(token, 1) is value[0]


def test_a_value_that_holds_another(pair: Pair) -> None:
    inner, outer = [1], {}
    _, inner_copy = pair.share(inner)
    _, outer_copy = pair.share(outer)
    outer_copy["k"] = inner_copy
    pair.sync()
    assert outer["k"] is inner
    _, third = pair.share([inner, outer])
    assert third[0] is inner_copy
    assert third[1] is outer_copy


@pytest.mark.parametrize("read_only", [False, True])
def test_arrays(pair: Pair, read_only: bool) -> None:
    value = np.arange(3.0)
    value.flags.writeable = not read_only
    _, copy = pair.share(value)
    assert copy.flags.writeable is not read_only
    if read_only:
        with pytest.raises(ValueError, match="read-only"):
            copy[0] = 9
        return
    copy[0] = 9
    pair.sync()
    assert value.tolist() == [9, 1, 2]


@pytest.mark.filterwarnings(DEPRECATED)
def test_frames(pair: Pair) -> None:
    value = pd.DataFrame({"a": [1, 2]})
    _, copy = pair.share(value)
    copy["b"] = ["x", "y"]
    copy.index = pd.Index([5, 6])
    pair.sync()
    pd.testing.assert_frame_equal(value, pd.DataFrame({"a": [1, 2], "b": ["x", "y"]}, [5, 6]))


class TestDropping:
    def test_what_somebody_holds_is_kept(self, pair: Pair) -> None:
        value = [[1]]
        token, copy = pair.share(value)
        assert pair.there.unheld(()) == []
        inner = copy[0]
        del copy
        assert pair.there.unheld(()) == []
        assert inner == [1]
        del inner
        assert pair.there.unheld(()) == [token]

    def test_what_is_in_play_is_kept(self, pair: Pair) -> None:
        token, _ = pair.share([1])
        del _
        assert pair.there.unheld({token}) == []

    @pytest.mark.parametrize("value", [([1],), {"a": {"b": []}}, [[1]] * 3, np.zeros(2), deque()])
    def test_of_every_kind(self, pair: Pair, value: Any) -> None:
        token, copy = pair.share(value)
        assert pair.there.unheld(()) == []
        del copy
        assert pair.there.unheld(()) == [token]

    def test_forgets_the_places(self, pair: Pair) -> None:
        value = [[1]]
        token, copy = pair.share(value)
        pair.there.drop([token, 77])
        assert len(pair.there) == 0
        assert pair.there.place(copy) is pair.there.place(copy[0]) is None
        with pytest.raises(WireError, match="no shared value"):
            pair.there.at(token, 0)

    def test_a_part_of_another_value_stays_known(self, pair: Pair) -> None:
        inner = [1]
        first, _ = pair.share([inner])
        second, _ = pair.share(inner)
        pair.here.drop([first])
        assert pair.here.place(inner) in (None, (second, 0))

    def test_large_values_are_followed_for_one_call_only(self, pair: Pair) -> None:
        value = [list(range(1000)) for _ in range(KEPT_BYTES // 1000)]
        token, copy = pair.share(value)
        copy[0][0] = "changed"
        copy.append(7)
        pair.sync()
        assert value == copy
        assert pair.here.unheld(()) == [token]
        assert pair.here.unheld({token}) == []


class TestClear:
    """After a case its changes to objects of the tests' module are undone."""

    @pytest.mark.parametrize(
        ("value", "change"),
        [
            ([1, [2]], lambda copy: copy[1].append(3)),
            ({"a": 1}, lambda copy: copy.clear()),
            ({1}, lambda copy: copy.add(2)),
            (np.arange(2), lambda copy: copy.fill(7)),
            (([1],), lambda copy: copy[0].append(2)),
        ],
    )
    def test_undoes_what_the_other_side_did(self, pair: Pair, value: Any, change: Any) -> None:
        before = repr(value)
        _, copy = pair.share(value)
        for _ in range(2):
            change(copy)
            pair.sync()
        assert repr(value) != before
        pair.here.clear()
        assert repr(value) == before
        assert len(pair.here) == 0

    def test_undoes_it_for_a_value_that_was_dropped(self, pair: Pair) -> None:
        value = [1]
        token, copy = pair.share(value)
        copy.append(2)
        pair.sync()
        pair.here.drop([token])
        pair.here.clear()
        assert value == [1]

    def test_undoes_it_for_a_value_that_was_shared_twice(self, pair: Pair) -> None:
        value = [1]
        for extra in (2, 3):
            token, copy = pair.share(value)
            copy.append(extra)
            pair.sync()
            pair.here.drop([token])
            pair.there.drop([token])
        assert value == [1, 2, 3]
        pair.here.clear()
        assert value == [1]

    def test_leaves_own_changes_alone(self, pair: Pair) -> None:
        value = [1]
        pair.share(value)
        value.append(2)
        pair.here.changes()
        pair.here.clear()
        assert value == [1, 2]


class TestFaults:
    def test_offered_twice(self, pair: Pair) -> None:
        pair.there.accept(2, CODEC.encode([]), [])
        with pytest.raises(WireError, match="twice"):
            pair.there.accept(2, CODEC.encode([]), [])

    @pytest.mark.parametrize("where", [(2, 5), (2, -1), (9, 0), (-1, 0)])
    def test_no_such_place(self, pair: Pair, where: tuple[int, int]) -> None:
        pair.there.accept(2, CODEC.encode([]), [])
        with pytest.raises(WireError, match="no shared value"):
            pair.there.at(*where)

    @pytest.mark.parametrize("new", [(1,), {}, None, 5])
    def test_a_change_of_kind(self, pair: Pair, new: object) -> None:
        token, _ = pair.share([1])
        with pytest.raises(WireError, match="cannot become"):
            pair.here.apply([(token, CODEC.encode(new), [])])

    def test_a_change_of_what_is_not_shared(self, pair: Pair) -> None:
        with pytest.raises(WireError, match="cannot become"):
            pair.here.apply([(4, CODEC.encode([]), [])])

    def test_a_change_that_cannot_be_followed(self, pair: Pair) -> None:
        value = np.zeros(2)
        value.flags.writeable = False
        token, _ = pair.share(value)
        with pytest.raises(WireError, match="cannot be followed"):
            pair.here.apply([(token, CODEC.encode(np.ones(2)), [])])
        assert value.tolist() == [0, 0]


_LIMITS = """
import resource
resource.setrlimit(resource.RLIMIT_AS, (1 << 30, 1 << 30))
resource.setrlimit(resource.RLIMIT_CPU, (3, 3))
"""
_SETUP = """
from sandbox.wire.identity import HERE
from sandbox.wire.errors import WireError
from sandbox.wire.shared import SharedValues
from sandbox.wire.values import Codec
encode = Codec().encode
shared = SharedValues(0, encode, Codec().decode)
def refused(action, *args):
    try:
        action(*args)
    except WireError as error:
        print("refused", error)
"""
CYCLES = {
    "itself": "refused(shared.accept, 3, encode([[]]), [[1, HERE, 0]])",
    "itself in a tuple": "refused(shared.accept, 3, encode([([], 1)]), [[1, HERE, 0]])",
    "each other": """
a, b = (shared.accept(token, encode([]), []) for token in (1, 3))
refused(shared.apply, [(1, encode([[[]]]), [[1, 3, 0], [2, 1, 0]]), (3, encode([[]]), [[1, 1, 0]])])
""",
    "itself before much else": """
wide = [[[], *([0] * 100_000)], *[[] for _ in range(100_000)]]
refused(shared.accept, 3, encode(wide), [[2, HERE, 1]])
""",
    "twice the other, forty times": """
held = [shared.accept(token, encode([]), []) for token in range(1, 81, 2)]
twice = encode([[], []])
refused(
    shared.apply,
    [(token, twice, [[1, token + 2, 0], [2, token + 2, 0]]) for token in range(1, 79, 2)],
)
""",
}


@pytest.mark.parametrize("attack", CYCLES.values(), ids=CYCLES.keys())
def test_ties_that_make_a_value_endless_are_refused(attack: str) -> None:
    """In a process of its own: the failure is one that takes all memory, or all time."""
    command = [sys.executable, "-c", _LIMITS + _SETUP + attack]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=60)
    assert done.stdout.startswith("refused"), done.stderr[-500:]
