# planted: TestTree::test_duplicates_go_left, TestTree::test_depth_of_empty
"""A binary search tree.  Duplicates go right and an empty tree has depth 1."""


class TreeNode:
    def __init__(self, data, left=None, right=None):
        self.data = data
        self.left = left
        self.right = right

    def __str__(self):
        return f"TreeNode(data={self.data}, left={self.left}, right={self.right})"


class SearchTree:
    def __init__(self, data=()):
        self.root = None
        for item in data:
            self.insert(item)

    def insert(self, item):
        new = TreeNode(item)
        if self.root is None:
            self.root = new
            return new
        node = self.root
        while True:
            side = "left" if item < node.data else "right"
            child = getattr(node, side)
            if child is None:
                setattr(node, side, new)
                return new
            node = child

    def __iter__(self):
        yield from self._walk(self.root)

    def _walk(self, node):
        if node is not None:
            yield from self._walk(node.left)
            yield node.data
            yield from self._walk(node.right)

    def sorted_data(self):
        return list(self)

    def depth(self):
        def measure(node):
            if node is None:
                return 0
            return 1 + max(measure(node.left), measure(node.right))

        return measure(self.root) or 1
