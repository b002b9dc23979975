import pytest
from undo_editor import Command, Delete, Editor, Insert


@pytest.fixture
def editor():
    return Editor("hello")


def test_insert_and_delete(editor):
    assert editor.insert(5, "!").delete(0, 1).text == "ello!"


def test_undo(editor):
    editor.insert(0, ">>").delete(0, 3)
    assert editor.undo().text == ">>hello"
    assert editor.undo().text == "hello"


def test_redo(editor):
    editor.insert(5, "!").undo()
    assert editor.redo() == "hello!"


def test_redo_nothing(editor):
    with pytest.raises(IndexError, match="^nothing to redo$"):
        editor.redo()


def test_redo_is_cleared_by_new_edit(editor):
    editor.insert(5, "!").undo().insert(5, "?")
    with pytest.raises(IndexError):
        editor.redo()


def test_undo_nothing(editor):
    with pytest.raises(IndexError):
        editor.undo()


def test_text_setter(editor):
    editor.text = "new"
    assert editor.text == "new"
    assert editor.undo().undo().text == "hello"


def test_augmented(editor):
    alias = editor
    editor += " world"
    assert editor is alias
    assert editor == "hello world"


def test_commands_are_kept(editor):
    editor.insert(0, "a")
    command = editor.done[0]
    assert isinstance(command, Insert)
    assert isinstance(command, Command)
    assert command.editor is editor
    assert (command.position, command.text) == (0, "a")


def test_own_command_object(editor):
    command = Delete(editor, 1, 4)
    editor.run(command)
    assert command.removed == ["e", "l", "l"]
    assert editor.done[-1] is command


def test_base_command(editor):
    with pytest.raises(NotImplementedError):
        editor.run(Command(editor))
    assert editor.done == []


def test_snapshot_is_independent(editor):
    snapshot = editor.snapshot()
    editor.insert(0, "x")
    assert snapshot == {"chars": list("hello"), "depth": 0}


def test_equality(editor):
    assert editor == Editor("hello")
    assert editor != Editor("other")
