import unittest

from ring_buffer import (
    BufferEmptyError,
    BufferFullError,
    RingBuffer,
)


class RingBufferTest(unittest.TestCase):
    def setUp(self):
        self.buffer = RingBuffer(2)

    def test_read_empty(self):
        with self.assertRaises(BufferError) as err:
            self.buffer.read()
        self.assertEqual(type(err.exception), BufferEmptyError)
        self.assertEqual(err.exception.args[0], "Buffer is empty")

    def test_full(self):
        self.buffer.write("1")
        self.buffer.write("2")
        with self.assertRaises(BufferFullError) as err:
            self.buffer.write("3")
        self.assertEqual(str(err.exception), "Buffer is full")
        self.assertIsInstance(err.exception, BufferError)

    def test_first_in_first_out(self):
        self.buffer.write("a")
        self.buffer.write("b")
        self.assertEqual(self.buffer.read(), "a")
        self.buffer.write("c")
        self.assertEqual([self.buffer.read(), self.buffer.read()], ["b", "c"])

    def test_overwrite(self):
        for item in "xyz":
            self.buffer.overwrite(item)
        self.assertEqual(self.buffer.read(), "y")

    def test_clear(self):
        self.buffer.write(1)
        self.buffer.clear()
        self.assertEqual(len(self.buffer), 0)
        self.assertRaises(BufferEmptyError, self.buffer.read)

    def test_contains(self):
        self.buffer.write((1, 2))
        self.assertIn((1, 2), self.buffer)
        self.assertNotIn([1, 2], self.buffer)

    def test_same_object_comes_out(self):
        item = ["held"]
        self.buffer.write(item)
        self.assertEqual(self.buffer.read(), item)

    def test_exception_hierarchy(self):
        self.assertTrue(issubclass(BufferFullError, BufferError))
        self.assertFalse(issubclass(BufferFullError, BufferEmptyError))

    def test_exceptions_can_be_constructed(self):
        error = BufferFullError("mine")
        self.assertEqual(error.args, ("mine",))
        with self.assertRaises(BufferFullError):
            raise error
