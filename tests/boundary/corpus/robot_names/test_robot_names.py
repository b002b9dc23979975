import re

import pytest
import robot_names
from robot_names import Robot, fleet


@pytest.fixture
def robot():
    return Robot(7)


def test_name_pattern(robot):
    assert re.fullmatch(r"[A-Z]{2}\d{3}", robot.name)


def test_name_sticks(robot):
    assert robot.name == robot.name


def test_same_seed_same_name(robot):
    assert Robot(7).name == robot.name


def test_other_seed_other_name(robot):
    assert Robot(8).name != robot.name


def test_names_differ_after_reset(robot):
    before = robot.name
    robot.reset()
    assert robot.name != before


def test_repr(robot):
    assert repr(robot) == "Robot(seed=7)"
    assert repr(Robot(seed="s")) == "Robot(seed='s')"


def test_fleet_is_sorted_and_unique():
    names = fleet(20, seed=3)
    assert names == sorted(set(names))
    assert len(names) == 20


def test_fleet_repeats():
    assert fleet(5, 11) == fleet(5, 11)


def test_unknown_seed_type():
    with pytest.raises(TypeError, match="seed"):
        Robot(seed="text")


def test_pattern_constant():
    assert robot_names.PATTERN.pattern == r"^[A-Z]{2}\d{3}$"


def test_fleet_of_nobody():
    assert fleet(0, 1) == []
