"""Reactive cells and an event hub that call the test's functions."""


class InputCell:
    def __init__(self, value):
        self._value = value
        self.dependents = []

    @property
    def value(self):
        return self._value

    @value.setter
    def value(self, value):
        self._value = value
        for cell in self.dependents:
            cell.refresh()


class ComputeCell:
    def __init__(self, inputs, function):
        self._inputs = inputs
        self._function = function
        self._callbacks = []
        self.value = function([cell.value for cell in inputs])
        for cell in inputs:
            cell.dependents.append(self)

    def refresh(self):
        value = self._function([cell.value for cell in self._inputs])
        if value != self.value:
            self.value = value
            for callback in self._callbacks:
                callback(value)

    def add_callback(self, callback):
        self._callbacks.append(callback)

    def remove_callback(self, callback):
        if callback in self._callbacks:
            self._callbacks.remove(callback)


class Hub:
    def __init__(self):
        self._listeners = {}

    def on(self, name, listener=None):
        if listener is None:
            return lambda function: self.on(name, function)
        self._listeners.setdefault(name, []).append(listener)
        return listener

    def emit(self, name, /, *args, **kwargs):
        return [listener(*args, **kwargs) for listener in self._listeners.get(name, [])]

    def listeners(self, name):
        return list(self._listeners.get(name, []))
