import unittest

from linked_chain import Chain, Node, has_loop


class ChainTest(unittest.TestCase):
    def test_empty(self):
        chain = Chain()
        self.assertEqual(len(chain), 0)
        self.assertIsNone(chain.head)
        self.assertEqual(list(chain), [])

    def test_push_returns_head(self):
        chain = Chain()
        node = chain.push(3)
        self.assertIs(node, chain.head)
        self.assertIsInstance(node, Node)
        self.assertEqual(node.value, 3)

    def test_next_is_other_node(self):
        chain = Chain()
        first = chain.push("a")
        second = chain.push("b")
        self.assertIs(second.next, first)
        self.assertIsNone(first.next)
        self.assertIsNot(first, second)

    def test_pop(self):
        chain = Chain([1, 2, 3])
        self.assertEqual(chain.pop(), 3)
        self.assertEqual(len(chain), 2)

    def test_pop_empty(self):
        with self.assertRaises(IndexError) as err:
            Chain().pop()
        self.assertEqual(type(err.exception), IndexError)
        self.assertEqual(err.exception.args[0], "The chain is empty.")

    def test_iterate_twice(self):
        chain = Chain("xyz")
        self.assertEqual(list(chain), ["z", "y", "x"])
        self.assertEqual("".join(chain), "zyx")

    def test_two_iterators_at_once(self):
        one, two = iter(chain := Chain([1, 2])), iter(chain)
        self.assertEqual([next(one), next(two), next(one)], [2, 2, 1])
        with self.assertRaises(StopIteration):
            next(one)

    def test_reverse_in_place(self):
        chain = Chain(range(4))
        last = chain.head
        self.assertIsNone(chain.reverse())
        self.assertEqual(list(chain), [0, 1, 2, 3])
        self.assertIsNone(last.next)

    def test_reversed(self):
        self.assertEqual(list(reversed(Chain([1, 2, 3]))), [1, 2, 3])

    def test_loop_made_by_the_test(self):
        first, second = Node(1), Node(2)
        first.next = second
        self.assertFalse(has_loop(first))
        second.next = first
        self.assertTrue(has_loop(first))
        self.assertIs(first.next.next, first)

    def test_nested_constructor(self):
        node = Node(1, Node(2, Node(3)))
        self.assertEqual(node.next.next.value, 3)
