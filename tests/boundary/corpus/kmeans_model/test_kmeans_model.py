import unittest

import numpy as np
from kmeans_model import KMeans


class KMeansTest(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.points = np.array([[0, 0], [0, 2], [10, 10], [10, 12]], dtype=float)
        cls.model = KMeans(seed=1).fit(cls.points)

    def test_centers(self):
        centers = self.model.centers[np.argsort(self.model.centers[:, 0])]
        np.testing.assert_allclose(centers, [[0, 1], [10, 11]])

    def test_labels(self):
        labels = self.model.labels
        self.assertEqual(labels.shape, (4,))
        self.assertEqual(labels[0], labels[1])
        self.assertNotEqual(labels[0], labels[2])
        self.assertEqual(labels.dtype.kind, "i")

    def test_inertia(self):
        self.assertAlmostEqual(self.model.inertia, 4.0)
        self.assertIs(type(self.model.inertia), float)

    def test_inertia_before_fit(self):
        self.assertIsNone(KMeans().inertia)
        self.assertIsNone(KMeans().centers)

    def test_same_seed(self):
        other = KMeans(seed=1).fit(self.points)
        np.testing.assert_array_equal(other.centers, self.model.centers)

    def test_chaining(self):
        model = KMeans(seed=3)
        self.assertIs(model.fit(self.points), model)

    def test_history_never_grows(self):
        self.assertTrue(all(a >= b for a, b in zip(self.model.history, self.model.history[1:])))

    def test_callback(self):
        steps = []

        def watch(step, centers):
            steps.append((step, type(centers), centers.shape))

        KMeans(seed=1).fit(self.points, callback=watch)
        self.assertEqual(steps[0], (0, np.ndarray, (2, 2)))
        self.assertEqual([s[0] for s in steps], list(range(len(steps))))

    def test_too_few_points(self):
        with self.assertRaisesRegex(ValueError, "^1 points for 3 clusters$"):
            KMeans(clusters=3).fit([[1, 2]])

    def test_points_as_list(self):
        self.assertEqual(KMeans(1).fit([[1, 1], [3, 3]]).centers.tolist(), [[2.0, 2.0]])
