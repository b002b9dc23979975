# planted: test_values_are_per_instance, test_delete, test_zero_is_positive_enough
"""Descriptors.  Typed keeps one value for all, Positive refuses zero, delete is missing."""


class Typed:
    def __init__(self, kind, default=None):
        self.kind = kind
        self.value = default

    def __set_name__(self, owner, name):
        self.name = name

    def __get__(self, instance, owner=None):
        if instance is None:
            return self
        return self.value

    def __set__(self, instance, value):
        if not isinstance(value, self.kind):
            raise TypeError(f"{self.name} must be {self.kind.__name__}, not {type(value).__name__}")
        self.value = value


class Positive:
    def __set_name__(self, owner, name):
        self.slot = "_" + name

    def __get__(self, instance, owner=None):
        return getattr(instance, self.slot, 0)

    def __set__(self, instance, value):
        if value <= 0:
            raise ValueError(f"{self.slot[1:]} must not be negative")
        setattr(instance, self.slot, value)


class Lazy:
    def __init__(self, function):
        self.function = function
        self.__doc__ = function.__doc__

    def __set_name__(self, owner, name):
        self.name = name

    def __get__(self, instance, owner=None):
        if instance is None:
            return self
        value = self.function(instance)
        instance.__dict__[self.name] = value
        return value


class Product:
    name = Typed(str, "thing")
    price = Positive()

    def __init__(self, price, log=None):
        self.price = price
        self.log = [] if log is None else log

    @Lazy
    def code(self):
        """Computed once."""
        self.log.append("computed")
        return f"P{self.price}"
