from collections import OrderedDict

import pytest
from lru_store import LRUStore


@pytest.fixture
def store():
    store = LRUStore(size=2)
    store["a"] = 1
    store["b"] = 2
    return store


def test_oldest_leaves(store):
    store["c"] = 3
    assert "a" not in store
    assert list(store) == ["b", "c"]


def test_reading_refreshes(store):
    assert store["a"] == 1
    store["c"] = 3
    assert "a" in store
    assert "b" not in store


def test_key_error_is_quoted(store):
    with pytest.raises(KeyError) as err:
        store["zz"]
    assert str(err.value) == "'zz'"
    assert err.value.args == ("zz",)


def test_key_error_with_tuple_key(store):
    with pytest.raises(KeyError) as err:
        store[(1, None)]
    assert err.value.args[0] == (1, None)


def test_counters(store):
    store.get("a")
    store.get("nope")
    store.get("nope", default=0)
    assert (store.hits, store.misses) == (1, 2)


def test_delete(store):
    del store["a"]
    assert len(store) == 1
    with pytest.raises(KeyError):
        del store["a"]


def test_get_default(store):
    assert store.get("q") is None
    assert store.get("q", 9) == 9


def test_snapshot_is_ordered_dict(store):
    snapshot = store.snapshot()
    assert type(snapshot) is OrderedDict
    assert snapshot == OrderedDict([("a", 1), ("b", 2)])


def test_snapshot_is_a_copy(store):
    store.snapshot().clear()
    assert len(store) == 2


def test_evict_callback():
    gone = []
    store = LRUStore(1, on_evict=lambda key, value: gone.append((key, value)))
    for number in range(4):
        store[number] = number * 10
    assert gone == [(0, 0), (1, 10), (2, 20)]


def test_bad_size_has_two_args():
    with pytest.raises(ValueError, match="size must be positive") as err:
        LRUStore(0)
    assert err.value.args == ("size must be positive", 0)
