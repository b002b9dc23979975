"""Properties, setters, deleters, class methods and static methods."""


class Temperature:
    absolute_zero = -273.15

    def __init__(self, celsius=0.0, *, label=None):
        self.celsius = celsius
        self.label = label

    @property
    def celsius(self):
        """Degrees Celsius."""
        return self._celsius

    @celsius.setter
    def celsius(self, value):
        if isinstance(value, str):
            raise TypeError("celsius must be a number")
        if value < self.absolute_zero:
            raise ValueError(f"{value} is below absolute zero")
        self._celsius = float(value)

    @celsius.deleter
    def celsius(self):
        self._celsius = 0.0

    @property
    def fahrenheit(self):
        return self._celsius * 9 / 5 + 32

    @fahrenheit.setter
    def fahrenheit(self, value):
        self.celsius = (value - 32) * 5 / 9

    @property
    def kelvin(self):
        return self._celsius - self.absolute_zero

    @classmethod
    def from_fahrenheit(cls, value, **kwargs):
        return cls((value - 32) * 5 / 9, **kwargs)

    @classmethod
    def parse(cls, text):
        number, unit = text[:-1], text[-1]
        return {"C": cls, "F": cls.from_fahrenheit}[unit](float(number))

    @staticmethod
    def is_valid(value):
        return value >= Temperature.absolute_zero


class BodyTemperature(Temperature):
    @property
    def fever(self):
        return self.celsius > 38
