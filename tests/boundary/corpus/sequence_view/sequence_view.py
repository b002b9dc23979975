"""A mutable sequence class with slices."""


class Row:
    def __init__(self, items=()):
        self._items = list(items)

    def __len__(self):
        return len(self._items)

    def __getitem__(self, key):
        if isinstance(key, slice):
            return Row(self._items[key])
        if not isinstance(key, int):
            raise TypeError(f"Row indices must be integers or slices, not {type(key).__name__}")
        try:
            return self._items[key]
        except IndexError:
            raise IndexError(f"no item {key} in a row of {len(self)}") from None

    def __setitem__(self, key, value):
        self._items[key] = value

    def __delitem__(self, key):
        del self._items[key]

    def __contains__(self, item):
        return item in self._items

    def __iter__(self):
        return iter(self._items)

    def __reversed__(self):
        return reversed(self._items)

    def __add__(self, other):
        return Row([*self, *other])

    def __iadd__(self, other):
        self._items.extend(other)
        return self

    def __mul__(self, times):
        return Row(self._items * times)

    def __eq__(self, other):
        return list(self) == list(other)

    def append(self, item):
        self._items.append(item)

    def sort(self, *, key=None):
        self._items.sort(key=key)

    def __repr__(self):
        return f"Row({self._items})"
