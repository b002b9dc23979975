"""Makes a value equal to a changed copy of it, in place.

The decoded copy of an argument comes back after a call; whoever holds the original, or anything
mutable inside it, must see the change.
"""

from __future__ import annotations

import copy
import sys
from collections import Counter, OrderedDict, defaultdict, deque
from collections.abc import Callable
from typing import Any, Final

from sandbox.wire.values import Codec, is_scalar

_ATOMS: Final = frozenset({type(None), bool, int, float, complex, str, bytes})


def update_in_place(old: object, new: object) -> bool:
    """Make `old` equal to `new`, which has its type; False where it cannot, or is another type.

    Containers at the same position or key keep their identity. A False may come after a part of
    `old` was already changed.
    """
    if old is new:
        return True
    if type(old) is not type(new):
        return False
    if type(old) is tuple:
        return _merge(old, new) is old
    update = _UPDATES.get(type(old)) or _library_update(old)
    return update(old, new) if update is not None else _is_same(old, new)


def copied(part: Any) -> Any:
    """A copy of one container for `restore`: of the objects in it only the array's and table's are copied too."""
    return copy.copy(part) if type(part) in _UPDATES else copy.deepcopy(part)


def restore(part: Any, saved: Any) -> None:
    """Fill one container with what it held when it was `copied`: the same objects, not equal ones."""
    if type(part) in (list, bytearray):
        part[:] = saved
    elif type(part) in _UPDATES:
        part.clear()
        (part.extend if type(part) is deque else part.update)(saved)
        if type(part) is defaultdict:
            part.default_factory = saved.default_factory
    else:
        update_in_place(part, saved)


def _merge(old: Any, new: Any) -> Any:
    """Return `old` made equal to `new` where that works, else `new`."""
    if type(new) in _ATOMS:
        return new
    if type(old) is not tuple or type(new) is not tuple:
        return old if update_in_place(old, new) else new
    if len(old) != len(new):
        return new
    merged = tuple(map(_merge, old, new))
    return old if all(map(_is_same, old, merged)) else merged


def _is_same(old: object, new: object) -> bool:
    """Tell whether two values are one object, or scalars that nothing can tell apart."""
    if old is new:
        return True
    if type(old) is not type(new) or not is_scalar(old):
        return False
    codec = Codec()
    return codec.encode(old) == codec.encode(new)


def _update_list(old: list[Any], new: list[Any]) -> bool:
    old[:] = [*map(_merge, old, new), *new[len(old) :]]
    return True


def _update_dict(old: Any, new: Any) -> bool:
    items = {key: _merge(old[key], item) if key in old else item for key, item in new.items()}
    old.clear()
    dict.update(old, items) if type(old) is Counter else old.update(items)
    return True


def _update_default(old: Any, new: Any) -> bool:
    if new.default_factory is not None:  # one that does not cross arrives as None
        old.default_factory = new.default_factory
    return _update_dict(old, new)


def _update_set(old: set[Any], new: set[Any]) -> bool:
    old &= new
    old |= new
    return True


def _update_bytes(old: bytearray, new: bytearray) -> bool:
    old[:] = new
    return True


def _update_deque(old: deque[Any], new: deque[Any]) -> bool:
    if old.maxlen != new.maxlen:
        return False
    items = [*map(_merge, old, new), *list(new)[len(old) :]]
    old.clear()
    old.extend(items)
    return True


_UPDATES: Final[dict[type, Callable[[Any, Any], bool]]] = {
    list: _update_list,
    dict: _update_dict,
    OrderedDict: _update_dict,
    Counter: _update_dict,
    defaultdict: _update_default,
    set: _update_set,
    bytearray: _update_bytes,
    deque: _update_deque,
}


def _library_update(old: object) -> Callable[[Any, Any], bool] | None:
    numpy, pandas = sys.modules.get("numpy"), sys.modules.get("pandas")
    if numpy is not None and type(old) is numpy.ndarray:
        return _update_array
    if pandas is None:
        return None
    if type(old) in (pandas.Series, pandas.DataFrame):
        return _update_table
    if isinstance(old, pandas.Index):
        return _update_index
    if isinstance(old, pandas.api.extensions.ExtensionArray):
        return _update_extension_array
    return None


def _update_array(old: Any, new: Any) -> bool:
    if old.shape != new.shape or old.dtype != new.dtype or not old.flags.writeable:
        return False
    if not old.dtype.hasobject:
        old[...] = new
        return True
    if not old.ndim:
        return update_in_place(old.item(), new.item())
    items = map(_merge, old.ravel().tolist(), new.ravel().tolist())
    for position, item in zip(sys.modules["numpy"].ndindex(old.shape), items, strict=True):
        old[position] = item
    return True


def _update_table(old: Any, new: Any) -> bool:
    # What pandas' own inplace=True calls; nothing public does it.
    old._update_inplace(new.copy(deep=False))
    if old.ndim == 1:
        old.name = new.name
    if old.attrs or new.attrs:
        old.attrs = new.attrs
    return True


def _update_index(old: Any, new: Any) -> bool:
    """Only the names of an index can change."""
    if old.dtype != new.dtype or not old.equals(new):
        return False
    old.names = new.names
    return True


def _update_extension_array(old: Any, new: Any) -> bool:
    if old.dtype != new.dtype or len(old) != len(new):
        return False
    old[:] = new
    return True
