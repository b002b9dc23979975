import unittest

from temperature_props import BodyTemperature, Temperature


class TemperatureTest(unittest.TestCase):
    def test_getter(self):
        self.assertEqual(Temperature(25).celsius, 25.0)
        self.assertIs(type(Temperature(25).celsius), float)

    def test_setter(self):
        temperature = Temperature()
        temperature.celsius = 100
        self.assertEqual(temperature.fahrenheit, 212.0)

    def test_other_setter(self):
        temperature = Temperature()
        temperature.fahrenheit = 212
        self.assertAlmostEqual(temperature.celsius, 100)

    def test_setter_refuses(self):
        temperature = Temperature(5)
        with self.assertRaisesRegex(ValueError, "^-300 is below absolute zero$"):
            temperature.celsius = -300
        with self.assertRaises(TypeError):
            temperature.celsius = "hot"
        self.assertEqual(temperature.celsius, 5)

    def test_constructor_refuses(self):
        self.assertRaises(ValueError, Temperature, celsius=-274)

    def test_read_only(self):
        with self.assertRaises(AttributeError):
            Temperature().kelvin = 3

    def test_deleter(self):
        temperature = Temperature(30)
        del temperature.celsius
        self.assertEqual(temperature.celsius, 0.0)

    def test_augmented(self):
        temperature = Temperature(1)
        temperature.celsius += 2
        self.assertEqual(temperature.celsius, 3)

    def test_class_method(self):
        temperature = Temperature.from_fahrenheit(32, label="ice")
        self.assertIsInstance(temperature, Temperature)
        self.assertEqual((temperature.celsius, temperature.label), (0.0, "ice"))

    def test_parse_on_subclass(self):
        body = BodyTemperature.parse("102.2F")
        self.assertIsInstance(body, BodyTemperature)
        self.assertTrue(body.fever)
        self.assertIs(type(body), BodyTemperature)

    def test_parse_bad_unit(self):
        with self.assertRaises(KeyError) as err:
            Temperature.parse("3X")
        self.assertEqual(err.exception.args, ("X",))

    def test_static(self):
        self.assertIs(Temperature.is_valid(-300), False)
        self.assertIs(Temperature().is_valid(0), True)

    def test_new_attribute(self):
        temperature = Temperature()
        temperature.note = ["a"]
        self.assertEqual(temperature.note, ["a"])
        self.assertFalse(hasattr(Temperature(), "note"))

    def test_getattr_setattr(self):
        temperature = Temperature()
        setattr(temperature, "celsius", 7)
        self.assertEqual(getattr(temperature, "celsius"), 7)
        self.assertEqual(getattr(temperature, "rankine", "none"), "none")
