import dataclasses
import unittest

from record_cards import Address, Card, Person, Point, Rectangle, to_dict, to_tuple


class DataclassTest(unittest.TestCase):
    def setUp(self):
        self.ann = Person("Ann", 30, ["x"], Address("High", 2))

    def test_equality(self):
        self.assertEqual(self.ann, Person("Ann", 30, ["x"], Address("High", 2)))
        self.assertNotEqual(self.ann, Person("Ann", 31, ["x"]))
        self.assertNotEqual(Point(1, 2), (1, 2))

    def test_repr(self):
        self.assertEqual(repr(Point(1)), "Point(x=1, y=0.0)")
        self.assertEqual(
            repr(self.ann),
            "Person(name='Ann', age=30, tags=['x'], address=Address(street='High', number=2), nick='An')",
        )

    def test_defaults(self):
        person = Person("Bo")
        self.assertEqual((person.age, person.tags, person.address, person.nick), (0, [], None, "Bo"))
        self.assertIsNot(person.tags, Person("Cy").tags)

    def test_nested_mutation(self):
        self.ann.tags.append("y")
        self.ann.address.number = 7
        self.assertEqual(self.ann.tags, ["x", "y"])
        self.assertEqual(self.ann.address, Address("High", 7))

    def test_shared_address(self):
        other = Person("Bo", address=self.ann.address)
        other.address.number = 99
        self.assertEqual(self.ann.address.number, 99)
        self.assertIs(other.address, self.ann.address)

    def test_post_init(self):
        with self.assertRaises(ValueError) as err:
            Person("Ann", -1)
        self.assertEqual(err.exception.args, ("age must not be negative",))

    def test_keyword_only(self):
        self.assertEqual(Person("Ann", nick="A").nick, "A")
        with self.assertRaises(TypeError):
            Person("Ann", 1, [], None, "A")

    def test_frozen(self):
        point = Point(1, 2)
        with self.assertRaises(dataclasses.FrozenInstanceError):
            point.x = 5
        with self.assertRaisesRegex(AttributeError, "cannot assign to field 'y'"):
            point.y = 5
        with self.assertRaises(AttributeError):
            del point.x
        self.assertEqual(point, Point(1, 2))

    def test_frozen_is_hashable(self):
        self.assertEqual({Point(1, 2): "p"}[Point(1, 2)], "p")
        self.assertEqual(len({Point(1), Point(1, 0.0), Point(2)}), 2)
        with self.assertRaises(TypeError):
            hash(self.ann)

    def test_replace(self):
        point = Point(1, 2)
        self.assertEqual(point.moved(dx=3), Point(4, 2))
        self.assertEqual(point.moved(dy=1).moved(dy=1).y, 4)

    def test_order(self):
        cards = [Card(3, "h"), Card(1, "s"), Card(2, "d")]
        self.assertEqual([card.suit for card in sorted(cards)], ["s", "d", "h"])
        self.assertEqual(Card(1, "s"), Card(1, "h"))
        self.assertLessEqual(Card(1, "s"), Card(1, "h"))

    def test_init_var(self):
        self.assertEqual(Rectangle(2, scale=0.5).area, 2.0)
        with self.assertRaises(TypeError):
            Rectangle(2, 1, area=3)

    def test_as_dict(self):
        self.assertEqual(to_dict(self.ann)["address"], {"street": "High", "number": 2})
        self.assertEqual(to_tuple(Person("B")), ("B", 0, [], None, "B"))

    def test_chaining(self):
        self.assertIs(self.ann.birthday(), self.ann)
        self.assertEqual(self.ann.birthday().birthday().age, 33)
