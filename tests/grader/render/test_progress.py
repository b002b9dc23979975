from __future__ import annotations

import io

from grader.render.progress import shown


class Terminal(io.StringIO):
    encoding = "utf-8"

    def isatty(self) -> bool:
        return True


def test_a_log_gets_every_phase_once() -> None:
    stream = io.StringIO()
    with shown(stream) as progress:
        for done in range(3):
            progress("running tests", done, 3)
        progress("closing", 0, 0)
    assert stream.getvalue() == "running tests\nclosing\n"


def test_a_terminal_gets_one_line_that_is_gone_at_the_end() -> None:
    stream = Terminal()
    with shown(stream) as progress:
        progress("running [tests]", 2, 3)
    text = stream.getvalue()
    assert "running [tests]" in text
    assert "2/3" in text
    assert text.endswith("\x1b[1A\x1b[2K")  # up, and erased
