import pytest
from traffic_machine import NEXT, IllegalMove, Light, Machine


def test_start():
    assert Machine().state is Light.RED


def test_start_elsewhere():
    assert Machine(Light.AMBER).advance() == Light.RED


@pytest.mark.parametrize("light", list(Light))
def test_three_steps_return(light):
    machine = Machine(start=light)
    for _ in range(3):
        machine.advance()
    assert machine.state is light


@pytest.mark.parametrize(("light", "go"), [(Light.RED, False), (Light.GREEN, True)], ids=["red", "green"])
def test_property_of_member(light, go):
    assert light.may_go is go


def test_illegal_move():
    machine = Machine()
    with pytest.raises(IllegalMove) as err:
        machine.go(Light.AMBER)
    assert str(err.value) == "cannot go from RED to AMBER"
    assert err.value.current is Light.RED
    assert err.value.wanted == Light.AMBER
    assert machine.state is Light.RED


def test_history():
    machine = Machine()
    machine.advance()
    machine.advance()
    assert machine.history == [Light.RED, Light.GREEN, Light.AMBER]


def test_history_grows_in_place():
    machine = Machine()
    history = machine.history
    machine.advance()
    assert len(machine.history) == 2
    assert machine.history is history


def test_parse():
    assert Light.parse(" Green ") is Light.GREEN
    with pytest.raises(ValueError, match="'blue' is not a valid Light"):
        Light.parse("blue")


def test_table():
    assert NEXT[Light.RED] is Light.GREEN
    assert set(NEXT) == set(Light)


def test_names_and_values():
    assert [member.name for member in Light] == ["RED", "GREEN", "AMBER"]
    assert [member.value for member in Light] == ["red", "green", "amber"]
    assert Light["RED"] is Light("red")
