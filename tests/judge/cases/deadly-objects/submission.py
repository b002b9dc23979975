"""Objects that end their process, or hang, when the judge looks at them."""

import os


class Deadly(Exception):
    def __getattr__(self, name):
        os._exit(0)


class DeadlyText(Exception):
    def __str__(self):
        os._exit(0)

    __repr__ = __str__


class DeadlyNotes(Exception):
    @property
    def __notes__(self):
        os._exit(0)

    __cause__ = __context__ = __traceback__ = args = __notes__


class Slow(Exception):
    def __getattr__(self, name):
        while True:
            pass


class Exits(Exception):
    def __getattr__(self, name):
        raise SystemExit(0)


class Interrupts(Exception):
    def __getattr__(self, name):
        raise KeyboardInterrupt


class DeadlyValue:
    def __repr__(self):
        os._exit(0)

    __getattr__ = __bool__ = __hash__ = __len__ = __repr__


class SlowValue:
    def __repr__(self):
        while True:
            pass

    __getattr__ = __bool__ = __hash__ = __len__ = __repr__


class InterruptingValue:
    def __repr__(self):
        raise KeyboardInterrupt

    __getattr__ = __bool__ = __hash__ = __len__ = __repr__


def act(name):
    if name.startswith("raises_"):
        raise globals()[name.removeprefix("raises_")]("x")
    if name.startswith("returns_"):
        return globals()[name.removeprefix("returns_")]()
    return 42
