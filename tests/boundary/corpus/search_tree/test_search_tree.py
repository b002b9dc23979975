import itertools

from search_tree import SearchTree, TreeNode


class TestTree:
    def test_root(self):
        tree = SearchTree(["4"])
        assert isinstance(tree.root, TreeNode)
        assert tree.root.data == "4"
        assert tree.root.left is None

    def test_smaller_left(self):
        assert SearchTree([4, 2]).root.left.data == 2

    def test_larger_right(self):
        tree = SearchTree([4, 5])
        assert tree.root.right.data == 5
        assert tree.root.left is None

    def test_duplicates_go_left(self):
        assert SearchTree([4, 4]).root.left.data == 4

    def test_sorted(self):
        assert SearchTree([4, 2, 6, 1, 3, 5, 7]).sorted_data() == [1, 2, 3, 4, 5, 6, 7]

    def test_iteration_is_lazy(self):
        tree = SearchTree("monty")
        assert list(itertools.islice(tree, 2)) == ["m", "n"]
        assert next(iter(tree)) == "m"

    def test_insert_returns_node_in_place(self):
        tree = SearchTree([1])
        node = tree.insert(9)
        assert tree.root.right is node

    def test_node_can_be_edited(self):
        tree = SearchTree([2, 1])
        tree.root.right = TreeNode(3)
        assert list(tree) == [1, 2, 3]

    def test_str_recurses(self):
        text = str(TreeNode(2, TreeNode(1)))
        assert text == "TreeNode(data=2, left=TreeNode(data=1, left=None, right=None), right=None)"

    def test_depth(self):
        assert SearchTree([1, 2, 3]).depth() == 3

    def test_depth_of_empty(self):
        assert SearchTree().depth() == 0
