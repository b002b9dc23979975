# planted: test_redo_is_cleared_by_new_edit, test_undo_nothing, test_snapshot_is_independent
"""An editor with undo and redo.  Redo survives edits, empty undo is silent, snapshots alias."""


class Command:
    def __init__(self, editor):
        self.editor = editor

    def do(self):
        raise NotImplementedError

    def undo(self):
        raise NotImplementedError


class Insert(Command):
    def __init__(self, editor, position, text):
        super().__init__(editor)
        self.position, self.text = position, text

    def do(self):
        self.editor.chars[self.position : self.position] = self.text

    def undo(self):
        del self.editor.chars[self.position : self.position + len(self.text)]


class Delete(Command):
    def __init__(self, editor, start, stop):
        super().__init__(editor)
        self.start, self.stop = start, stop
        self.removed = None

    def do(self):
        self.removed = self.editor.chars[self.start : self.stop]
        del self.editor.chars[self.start : self.stop]

    def undo(self):
        self.editor.chars[self.start : self.start] = self.removed


class Editor:
    def __init__(self, text=""):
        self.chars = list(text)
        self.done = []
        self.undone = []

    @property
    def text(self):
        return "".join(self.chars)

    @text.setter
    def text(self, value):
        self.run(Delete(self, 0, len(self.chars)))
        self.run(Insert(self, 0, value))

    def run(self, command):
        command.do()
        self.done.append(command)
        return self

    def insert(self, position, text):
        return self.run(Insert(self, position, text))

    def delete(self, start, stop):
        return self.run(Delete(self, start, stop))

    def undo(self):
        if self.done:
            command = self.done.pop()
            command.undo()
            self.undone.append(command)
        return self

    def redo(self):
        if not self.undone:
            raise IndexError("nothing to redo")
        return self.run(self.undone.pop())

    def snapshot(self):
        return {"chars": self.chars, "depth": len(self.done)}

    def __iadd__(self, text):
        return self.insert(len(self.chars), text)

    def __eq__(self, other):
        return self.text == (other.text if isinstance(other, Editor) else other)
