"""Singletons, registries, slots and class-level state made per call."""


class Config:
    _instance = None

    def __new__(cls):
        if cls._instance is None:
            cls._instance = super().__new__(cls)
            cls._instance.values = {}
        return cls._instance

    def set(self, key, value):
        self.values[key] = value
        return self

    def __getattr__(self, name):
        if name.startswith("_") or name == "values":
            raise AttributeError(name)
        try:
            return self.values[name]
        except KeyError:
            raise AttributeError(f"no setting {name!r}") from None


class Borg:
    _shared = {}

    def __init__(self):
        self.__dict__ = self._shared


class Registry:
    def __init__(self):
        self._classes = {}

    def register(self, cls):
        self._classes[cls.__name__.lower()] = cls
        return cls

    def create(self, name, *args):
        return self._classes[name](*args)


REGISTRY = Registry()


@REGISTRY.register
class Dog:
    def __init__(self, name="Rex"):
        self.name = name


@REGISTRY.register
class Cat(Dog):
    pass


class Tight:
    __slots__ = ("x", "y")

    def __init__(self, x, y):
        self.x, self.y = x, y


class Plugin:
    found = []

    def __init_subclass__(cls, **kwargs):
        super().__init_subclass__(**kwargs)
        Plugin.found.append(cls.__name__)


class Alpha(Plugin):
    pass


class Beta(Alpha):
    pass


MISSING = object()


def get(mapping, key, default=MISSING):
    value = mapping.get(key, default)
    if value is MISSING:
        raise KeyError(key)
    return value


def missing():
    return MISSING
