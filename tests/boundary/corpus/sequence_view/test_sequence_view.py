import unittest

from sequence_view import Row


class RowTest(unittest.TestCase):
    def setUp(self):
        self.row = Row("abcde")

    def test_len_and_truth(self):
        self.assertEqual(len(self.row), 5)
        self.assertTrue(self.row)
        self.assertFalse(Row())

    def test_index(self):
        self.assertEqual((self.row[0], self.row[-1]), ("a", "e"))

    def test_bad_index(self):
        with self.assertRaises(IndexError) as err:
            self.row[9]
        self.assertEqual(str(err.exception), "no item 9 in a row of 5")
        with self.assertRaisesRegex(TypeError, "not str$"):
            self.row["a"]

    def test_slice_is_a_row(self):
        part = self.row[1:4:2]
        self.assertIsInstance(part, Row)
        self.assertEqual(part, Row("bd"))
        self.assertEqual(self.row[::-1], list("edcba"))

    def test_slice_is_a_copy(self):
        part = self.row[:]
        part[0] = "z"
        self.assertEqual(self.row[0], "a")

    def test_set_item_and_slice(self):
        self.row[0] = "A"
        self.row[1:3] = "xyz"
        self.assertEqual("".join(self.row), "Axyzde")

    def test_delete(self):
        del self.row[0]
        del self.row[-2:]
        self.assertEqual(list(self.row), ["b", "c"])

    def test_contains(self):
        self.assertIn("c", self.row)
        self.assertNotIn("z", self.row)

    def test_reversed(self):
        self.assertEqual(list(reversed(self.row)), list("edcba"))

    def test_add(self):
        self.assertEqual(self.row + Row("f") + [1], [*"abcdef", 1])
        self.assertEqual(Row([0]) * 3, [0, 0, 0])

    def test_in_place_add(self):
        alias = self.row
        self.row += (1, 2)
        self.assertIs(self.row, alias)
        self.assertEqual(len(alias), 7)

    def test_sort_with_key(self):
        row = Row([3, -1, 2])
        self.assertIsNone(row.sort(key=abs))
        self.assertEqual(repr(row), "Row([-1, 2, 3])")
        row.sort(key=lambda n: -n)
        self.assertEqual(list(row), [3, 2, -1])

    def test_unpack(self):
        first, *middle, last = self.row
        self.assertEqual((first, middle, last), ("a", ["b", "c", "d"], "e"))
        self.assertEqual([*self.row][1], "b")

    def test_enumerate_and_zip(self):
        self.assertEqual(dict(enumerate(self.row[:2])), {0: "a", 1: "b"})
