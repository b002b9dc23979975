import unittest

from singleton_config import MISSING, REGISTRY, Borg, Cat, Config, Dog, Plugin, Registry, Tight, get, missing


class SingletonTest(unittest.TestCase):
    def test_same_instance(self):
        self.assertIs(Config(), Config())
        self.assertEqual(Config(), Config())

    def test_shared_values(self):
        Config().set("colour", "red")
        self.assertEqual(Config().colour, "red")

    def test_chained(self):
        config = Config()
        self.assertIs(config.set("a", 1).set("b", [2]), config)
        self.assertEqual((config.a, config.b), (1, [2]))

    def test_missing_setting(self):
        with self.assertRaises(AttributeError) as err:
            Config().never_set
        self.assertEqual(str(err.exception), "no setting 'never_set'")
        self.assertFalse(hasattr(Config(), "never_set"))
        self.assertEqual(getattr(Config(), "never_set", 7), 7)

    def test_borg(self):
        one, two = Borg(), Borg()
        one.value = 3
        self.assertEqual(two.value, 3)
        self.assertIsNot(one, two)

    def test_registry(self):
        dog = REGISTRY.create("dog", "Fido")
        self.assertIsInstance(dog, Dog)
        self.assertEqual(dog.name, "Fido")
        self.assertIs(type(REGISTRY.create("cat")), Cat)

    def test_registry_unknown(self):
        with self.assertRaises(KeyError) as err:
            Registry().create("dog")
        self.assertEqual(str(err.exception), "'dog'")

    def test_register_returns_class(self):
        registry = Registry()
        self.assertIs(registry.register(Cat), Cat)
        self.assertIsInstance(registry.create("cat"), Dog)

    def test_slots(self):
        tight = Tight(1, 2)
        tight.x = 5
        self.assertEqual(tight.x, 5)
        with self.assertRaises(AttributeError):
            tight.z = 1
        del tight.y
        self.assertFalse(hasattr(tight, "y"))

    def test_subclass_hook(self):
        self.assertEqual(Plugin.found[:2], ["Alpha", "Beta"])

    def test_sentinel(self):
        self.assertIs(missing(), MISSING)
        self.assertIs(missing(), missing())
        self.assertIsNone(get({"a": None}, "a", 1))
        self.assertEqual(get({}, "a", 1), 1)
        self.assertRaises(KeyError, get, {}, "a")
        self.assertRaises(KeyError, get, {}, "a", MISSING)
