import pytest
from family_tree import Person, chain, common


@pytest.fixture
def ann():
    bob = Person("Bob").add(Person("Di"), Person("Ed"))
    return Person("Ann", born=1950).add(bob, Person("Cy"))


def test_parent_is_same_object(ann):
    bob = ann.children[0]
    assert bob.parent is ann
    assert bob[0].parent is bob
    assert ann.parent is None


def test_find_and_root(ann):
    ed = ann.find("Ed")
    assert ed.name == "Ed"
    assert ed.root() is ann
    assert ed.depth() == 2
    assert ann.find("Nobody") is None


def test_walk_is_lazy(ann):
    people = ann.walk()
    assert next(people) is ann
    assert [person.name for person in people] == ["Bob", "Di", "Ed", "Cy"]


def test_test_adds_a_child(ann):
    new = Person("New")
    assert ann.add(new) is ann
    assert ann.children[-1] is new
    assert len(ann) == 3


def test_edit_list_of_children(ann):
    del ann.children[0]
    assert [person.name for person in ann.walk()] == ["Ann", "Cy"]
    ann.children.append(Person("Zed"))
    assert ann[1].name == "Zed"


def test_remove(ann):
    cy = ann[1]
    ann.remove(cy)
    assert cy.parent is None
    assert len(ann) == 1
    with pytest.raises(ValueError):
        ann.remove(cy)


def test_no_cycles(ann):
    with pytest.raises(ValueError, match="^Ann cannot be a child of Di$"):
        ann.find("Di").add(ann)


def test_round_trip(ann):
    data = ann.to_dict()
    assert data["children"][1] == {"name": "Cy", "children": []}
    assert Person.from_dict(data).to_dict() == data


def test_visitor(ann):
    seen = []
    ann.visit(lambda person, level: seen.append("-" * level + person.name))
    assert seen == ["Ann", "-Bob", "--Di", "--Ed", "-Cy"]


def test_visitor_edits_nodes(ann):
    ann.visit(lambda person, level: person.notes.update(level=level))
    assert ann.find("Di").notes == {"level": 2}


def test_sorted_nodes(ann):
    people = sorted(ann.walk(), reverse=True)
    assert repr(people) == "[<Ed>, <Di>, <Cy>, <Bob>, <Ann>]"
    assert max(ann.walk(), key=lambda person: person.depth()).name == "Di"


def test_common(ann):
    assert common(ann.find("Di"), ann.find("Ed")) is ann[0]
    assert common(ann[1], ann.find("Ed")) is ann
    assert common(ann, Person("Stranger")) is None


def test_nodes_as_keys(ann):
    ages = {ann: 70, ann[0]: 40}
    assert ages[ann.children[0]] == 40
    assert ann in ages
    assert Person("Ann") not in ages


def test_long_chain():
    assert sum(1 for _ in chain(60).walk()) == 60
    top = chain(40)
    bottom = top.find("39")
    assert bottom.depth() == 39
    assert bottom.root() is top


def test_grandchild_attribute(ann):
    ann.children[0].children[1].born = 1999
    assert ann.find("Ed").born == 1999
