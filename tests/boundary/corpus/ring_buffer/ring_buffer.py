"""A ring buffer with its own exceptions."""


class BufferFullError(BufferError):
    """Raised when writing to a full buffer."""


class BufferEmptyError(BufferError):
    """Raised when reading from an empty buffer."""


class RingBuffer:
    def __init__(self, capacity):
        self.capacity = capacity
        self._items = []

    def write(self, item):
        if len(self._items) == self.capacity:
            raise BufferFullError("Buffer is full")
        self._items.append(item)

    def overwrite(self, item):
        if len(self._items) == self.capacity:
            self._items.pop(0)
        self._items.append(item)

    def read(self):
        if not self._items:
            raise BufferEmptyError("Buffer is empty")
        return self._items.pop(0)

    def clear(self):
        self._items.clear()

    def __len__(self):
        return len(self._items)

    def __contains__(self, item):
        return item in self._items
