import unittest

import argument_edits as edits
import numpy as np
import pandas as pd


class EditTest(unittest.TestCase):
    def test_list(self):
        items = [1]
        self.assertIsNone(edits.append(items, [2]))
        self.assertEqual(items, [1, [2]])

    def test_appended_object_is_ours(self):
        items, value = [], {"v": 1}
        edits.append(items, value)
        self.assertIs(items[0], value)

    def test_clear(self):
        for container in ([1], {1: 2}, {1, 2}, bytearray(b"x")):
            edits.clear(container)
            self.assertEqual(len(container), 0)

    def test_dict_and_set(self):
        table, items = {"a": [1]}, {1, 2, 3}
        inner = table["a"]
        edits.grow(table, "a", 2)
        edits.grow(table, "b", 3)
        edits.discard(items, 1, 9)
        self.assertEqual(table, {"a": [1, 2], "b": [3]})
        self.assertIs(table["a"], inner)
        self.assertEqual(inner, [1, 2])
        self.assertEqual(items, {2, 3})

    def test_nested(self):
        leaf = []
        tree = {"a": [{"b": leaf}]}
        edits.deep(tree)
        self.assertEqual(leaf, [{"c": (1, [2, 3])}])
        self.assertIs(tree["a"][0]["b"], leaf)

    def test_swap_keeps_objects(self):
        left, right = [1], [2]
        pair = [left, right]
        edits.swap(pair)
        self.assertIs(pair[0], right)
        self.assertIs(pair[1], left)

    def test_array(self):
        array = np.arange(4.0).reshape(2, 2)
        edits.scale(array, 10)
        edits.zero_diagonal(array)
        np.testing.assert_array_equal(array, [[0, 10], [20, 0]])
        with self.assertRaises(TypeError):
            edits.scale(np.array([1]), 1.5)

    def test_read_only_array(self):
        array = np.ones(2)
        array.flags.writeable = False
        with self.assertRaisesRegex(ValueError, "read-only"):
            edits.scale(array, 2)

    def test_bytearray(self):
        data = bytearray(b"abc")
        edits.upper(data)
        self.assertEqual(data, bytearray(b"ABC"))

    def test_frame_and_series(self):
        frame, series = pd.DataFrame({"a": [1, 2]}), pd.Series({"x": 1.0})
        edits.new_column(frame, "b", [3, 4])
        self.assertEqual(edits.pop_column(frame, "a"), [1, 2])
        edits.set_value(series, "y", 2.0)
        pd.testing.assert_frame_equal(frame, pd.DataFrame({"b": [-1, 4]}))
        self.assertEqual(series.to_dict(), {"x": 1.0, "y": 2.0})

    def test_iterator_is_consumed(self):
        stream = iter("abcd")
        self.assertEqual(edits.consume(stream, 2), ["a", "b"])
        self.assertEqual(next(stream), "c")

    def test_keywords_and_varargs(self):
        options, one, two = {}, [], ["x"]
        edits.edit_keywords(options=options, b=1, a=2)
        edits.edit_many(one, two)
        self.assertEqual(options, {"seen": ["a", "b"]})
        self.assertEqual((one, two), ([0], [1, "x"]))

    def test_edit_before_error(self):
        items = []
        with self.assertRaisesRegex(ValueError, "after the edit"):
            edits.edit_then_fail(items)
        self.assertEqual(items, ["edited"])

    def test_rebinding_is_no_edit(self):
        items = [0]
        self.assertEqual(edits.rebind(items), [0, 1])
        self.assertEqual(items, [0])
