"""Nodes with parents and children, deep recursion and visitors."""

import weakref


class Person:
    population = 0

    def __init__(self, name, born=None):
        self.name = name
        self.born = born
        self.children = []
        self._parent = None
        self.notes = {}

    @property
    def parent(self):
        return self._parent() if self._parent else None

    def add(self, *children):
        for child in children:
            if child is self or self in child.walk():
                raise ValueError(f"{child.name} cannot be a child of {self.name}")
            child._parent = weakref.ref(self)
            self.children.append(child)
        return self

    def remove(self, child):
        self.children.remove(child)
        child._parent = None

    def walk(self):
        yield self
        for child in self.children:
            yield from child.walk()

    def root(self):
        return self.parent.root() if self.parent else self

    def depth(self):
        return 0 if self.parent is None else self.parent.depth() + 1

    def find(self, name):
        for person in self.walk():
            if person.name == name:
                return person
        return None

    def to_dict(self):
        return {"name": self.name, "children": [child.to_dict() for child in self.children]}

    @classmethod
    def from_dict(cls, data):
        return cls(data["name"]).add(*map(cls.from_dict, data.get("children", [])))

    def visit(self, function, level=0):
        function(self, level)
        for child in self.children:
            child.visit(function, level + 1)

    def __getitem__(self, index):
        return self.children[index]

    def __len__(self):
        return len(self.children)

    def __bool__(self):
        return True

    def __lt__(self, other):
        return self.name < other.name

    def __repr__(self):
        return f"<{self.name}>"


def chain(length):
    top = person = Person("0")
    for number in range(1, length):
        child = Person(str(number))
        person.add(child)
        person = child
    return top


def common(a, b):
    above, person = [], a
    while person is not None:
        above.append(person)
        person = person.parent
    while b is not None and not any(b is other for other in above):
        b = b.parent
    return b
