"""A least-recently-used store."""

from collections import OrderedDict


class LRUStore:
    def __init__(self, size=2, *, on_evict=None):
        if size < 1:
            raise ValueError("size must be positive", size)
        self.size = size
        self.hits = self.misses = 0
        self._on_evict = on_evict
        self._data = OrderedDict()

    def __getitem__(self, key):
        if key not in self._data:
            self.misses += 1
            raise KeyError(key)
        self.hits += 1
        self._data.move_to_end(key)
        return self._data[key]

    def __setitem__(self, key, value):
        self._data[key] = value
        self._data.move_to_end(key)
        if len(self._data) > self.size:
            gone = self._data.popitem(last=False)
            if self._on_evict:
                self._on_evict(*gone)

    def __delitem__(self, key):
        del self._data[key]

    def __contains__(self, key):
        return key in self._data

    def __len__(self):
        return len(self._data)

    def __iter__(self):
        return iter(list(self._data))

    def get(self, key, default=None):
        try:
            return self[key]
        except KeyError:
            return default

    def snapshot(self):
        return OrderedDict(self._data)
