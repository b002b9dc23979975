import unittest

from grade_school import School


class RosterTest(unittest.TestCase):
    def setUp(self):
        self.school = School()
        for name, grade in (("Jim", 2), ("Anna", 3), ("Zoe", 1), ("Bo", 1)):
            self.school.add_student(name=name, grade=grade)

    def test_empty(self):
        self.assertEqual(School().roster(), [])
        self.assertEqual(len(School()), 0)

    def test_added(self):
        self.assertEqual(self.school.added(), [True, True, True, True])

    def test_added_reports_false(self):
        self.school.add_student("Jim", 3)
        self.assertIs(self.school.added()[-1], False)

    def test_roster_members(self):
        self.assertCountEqual(self.school.roster(), ["Jim", "Anna", "Zoe", "Bo"])

    def test_roster_is_sorted(self):
        self.assertEqual(self.school.roster(), ["Bo", "Zoe", "Jim", "Anna"])

    def test_no_duplicates(self):
        self.school.add_student("Jim", 2)
        self.assertEqual(len(self.school), 4)

    def test_grade(self):
        self.assertEqual(self.school.grade(2), ["Jim"])
        self.assertEqual(self.school.grade(9), [])

    def test_grade_is_a_copy(self):
        self.school.grade(2).append("Ghost")
        self.assertEqual(self.school.grade(2), ["Jim"])

    def test_added_is_a_copy(self):
        self.school.added().clear()
        self.assertEqual(len(self.school.added()), 4)

    def test_contains(self):
        self.assertIn("Zoe", self.school)
        self.assertNotIn("Nobody", self.school)

    def test_iterate(self):
        self.assertEqual([grade for grade, _ in self.school], [1, 2, 3])
        self.assertEqual(dict(self.school)[2], ["Jim"])

    def test_missing_argument(self):
        with self.assertRaisesRegex(TypeError, "'grade'"):
            self.school.add_student("X")
