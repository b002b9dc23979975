"""Which of the containers in a value are the very objects that the other side knows already.

A value crosses as a tree. Beside it go *ties*: the n-th container of this tree is the k-th container of a shared
value, or one that stands earlier in the same tree. So a row that moved in a list is still that row on the other side.
"""

from __future__ import annotations

import sys
from collections import Counter, OrderedDict, defaultdict, deque
from collections.abc import Callable, Iterable
from typing import Any, Final

from sandbox.wire.errors import WireError
from sandbox.wire.mutation import update_in_place

#: [place in the tree, token of the shared value or HERE, place in that]
Tie = list[int]
HERE: Final = -1

_ATOMS: Final = frozenset({type(None), bool, int, float, complex, str, bytes})
_SEQUENCES: Final = frozenset({list, deque})
_MAPPINGS: Final = frozenset({dict, OrderedDict, defaultdict, Counter})
_FLAT: Final = frozenset({set, bytearray})
_TABLES: Final = frozenset({"ndarray", "DataFrame", "Series"})


def is_container(value: object) -> bool:
    """True for plain data that can change in place."""
    kind = type(value)
    return kind in _SEQUENCES or kind in _MAPPINGS or kind in _FLAT or _is_table(kind)


def containers(value: object, limit: int = sys.maxsize, most: int = sys.maxsize) -> list[Any]:
    """All containers in a value, itself first, in the order in which both sides meet them.

    Raises WireError for more than `limit`, or more than `most` items waiting: ties can make a value endless, which
    no tree is.
    """
    found, waiting = [], [value]
    while waiting:
        item = waiting.pop()
        if is_container(item):
            found.append(item)
            if len(found) > limit:
                raise WireError("ties that make a value endless")
        inner = _items(item)
        if inner is not None and not set(map(type, inner)) <= _ATOMS:
            waiting.extend(reversed(inner))
            if len(waiting) > most:
                raise WireError("ties that make a value endless")
    return found


def ties(parts: list[Any], known: Callable[[object], tuple[int, int] | None]) -> list[Tie]:
    """The ties of a tree's containers to what is `known` by (token, place), and to earlier ones of the tree."""
    found: list[Tie] = []
    seen: dict[int, int] = {}
    for place, part in enumerate(parts):
        where = known(part)
        if where is not None:
            found.append([place, *where])
        elif id(part) in seen:
            found.append([place, HERE, seen[id(part)]])
        seen.setdefault(id(part), place)
    return found


def tied(
    value: Any, found: Iterable[Tie], known: Callable[[int, int], object], top: object = None
) -> Any:
    """The decoded `value` with every tied container replaced by the object it is; `top` stands for the whole."""
    parts = containers(value)
    objects: dict[int, Any] = {} if top is None else {id(value): top}
    for place, token, other in found:
        if not 0 <= place < len(parts) or (token == HERE and not 0 <= other < place):
            raise WireError("a tie to nothing")
        earlier = parts[other] if token == HERE else None
        objects[id(parts[place])] = (
            objects.get(id(earlier), earlier) if token == HERE else known(token, other)
        )
    return _grafted(value, objects) if objects else value


def _grafted(value: Any, objects: dict[int, Any]) -> Any:
    if type(value) is tuple:
        inner = tuple(_grafted(item, objects) for item in value)
        return value if all(map(_is, inner, value)) else inner
    if not is_container(value):
        return value
    target = objects.get(id(value), value)
    if type(target) is not type(value):
        raise WireError(f"a {type(value).__name__} is tied to a {type(target).__name__}")
    _fill(target, value, objects)
    return target


def _fill(target: Any, value: Any, objects: dict[int, Any]) -> None:
    inner = _items(value)
    if inner is not None and not set(map(type, inner)) <= _ATOMS:
        inner = [_grafted(item, objects) for item in inner]
    if type(value) is list:
        target[:] = inner
    elif type(value) is deque:
        target.clear()
        target.extend(inner)
    elif type(value) in _MAPPINGS:
        keys = list(value)
        target.clear()
        for key, item in zip(keys, inner or (), strict=True):
            target[key] = item
    elif target is not value and not update_in_place(target, value):
        raise WireError(f"a {type(value).__name__} changed in a way that cannot be followed")


def _items(value: Any) -> list[Any] | None:
    kind = type(value)
    if kind in _SEQUENCES or kind is tuple:
        return list(value)
    return list(value.values()) if kind in _MAPPINGS else None


def _is(one: object, other: object) -> bool:
    return one is other


def _is_table(kind: type) -> bool:
    return kind.__name__ in _TABLES and kind.__module__.partition(".")[0] in ("numpy", "pandas")
