from __future__ import annotations

from grader.tomlfile import line_of

TEXT = '''\
# a comment with [brackets]
format = 1
entry = [
  "a",
  "b", # [[group]]
]
text = """
[limits]
wall = 3
"""
[limits]
wall = 2.0
"quoted" = 1

[[group]]
name = "x"
[[group]]
name = "y"
points = 3
'''


def test_keys_of_every_kind_are_found() -> None:
    assert line_of(TEXT, ("format",)) == 2
    assert line_of(TEXT, ("entry", 1)) == 3
    assert line_of(TEXT, ("limits",)) == 11
    assert line_of(TEXT, ("limits", "wall")) == 12
    assert line_of(TEXT, ("limits", "quoted")) == 13
    assert line_of(TEXT, ("group", 0, "name")) == 16
    assert line_of(TEXT, ("group", 1, "points")) == 19


def test_what_is_not_there_falls_back_to_its_table_and_then_to_the_top() -> None:
    assert line_of(TEXT, ("group", 1, "missing")) == 17
    assert line_of(TEXT, ("title",)) == 1
