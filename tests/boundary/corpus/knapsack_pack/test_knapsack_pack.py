import dataclasses

import pytest
from knapsack_pack import Item, Packing, pack

SMALL = Item(1, 2, "small")
MIDDLE = Item(weight=3, value=5, name="middle")
LARGE = Item(5, 9, name="large")


def test_takes_the_best():
    assert pack(5, [SMALL, MIDDLE, LARGE]).items == [LARGE]


def test_total():
    packing = pack(6, [SMALL, MIDDLE, LARGE])
    assert (packing.weight, packing.value) == (6, 11)


def test_is_a_packing():
    assert isinstance(pack(1, [SMALL]), Packing)


def test_items_keep_identity():
    assert pack(1, [SMALL]).items[0] is SMALL


def test_nothing_fits():
    assert pack(0, [LARGE]) == Packing([])


def test_equality_ignores_name():
    assert SMALL == Item(1, 2, "other")
    assert Item(1, 3) != SMALL


def test_order():
    assert SMALL < MIDDLE <= LARGE
    assert sorted([LARGE, SMALL, MIDDLE]) == [SMALL, MIDDLE, LARGE]
    assert max(SMALL, LARGE).name == "large"


def test_repr():
    assert repr(SMALL) == "Item(weight=1, value=2, name='small')"


def test_items_are_frozen():
    item = Item(1, 1)
    with pytest.raises(dataclasses.FrozenInstanceError):
        item.weight = 0


def test_default_lists_are_separate():
    one, two = Packing(), Packing()
    one.items.append(SMALL)
    assert two.items == []


@pytest.mark.parametrize("item", [SMALL, MIDDLE], ids=lambda item: item.name)
def test_single(item):
    assert pack(item.weight, [item]).value == item.value
