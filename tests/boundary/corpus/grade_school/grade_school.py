# planted: RosterTest::test_roster_is_sorted, RosterTest::test_added_reports_false, RosterTest::test_grade_is_a_copy
"""A school roster.  Names come in order of arrival, duplicates report True, lists leak out."""


class School:
    def __init__(self):
        self._grades = {}
        self._added = []

    def add_student(self, name, grade):
        if any(name in names for names in self._grades.values()):
            self._added.append(True)
            return
        self._grades.setdefault(grade, []).append(name)
        self._added.append(True)

    def added(self):
        return self._added[:]

    def grade(self, number):
        return self._grades.get(number, [])

    def roster(self):
        return [name for number in sorted(self._grades) for name in self._grades[number]]

    def __len__(self):
        return sum(map(len, self._grades.values()))

    def __iter__(self):
        return iter(sorted(self._grades.items()))

    def __contains__(self, name):
        return name in self.roster()
