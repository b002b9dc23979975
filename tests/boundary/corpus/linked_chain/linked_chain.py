"""A singly linked list whose nodes tests can walk."""


class Node:
    def __init__(self, value, next=None):
        self.value = value
        self.next = next


class Chain:
    def __init__(self, values=()):
        self.head = None
        self._length = 0
        for value in values:
            self.push(value)

    def push(self, value):
        self.head = Node(value, self.head)
        self._length += 1
        return self.head

    def pop(self):
        if self.head is None:
            raise IndexError("The chain is empty.")
        node, self.head = self.head, self.head.next
        self._length -= 1
        return node.value

    def __iter__(self):
        node = self.head
        while node is not None:
            yield node.value
            node = node.next

    def __len__(self):
        return self._length

    def __reversed__(self):
        return iter(list(self)[::-1])

    def reverse(self):
        previous, node = None, self.head
        while node is not None:
            node.next, previous, node = previous, node, node.next
        self.head = previous


def has_loop(node):
    slow = fast = node
    while fast is not None and fast.next is not None:
        slow, fast = slow.next, fast.next.next
        if slow is fast:
            return True
    return False
