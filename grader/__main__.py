"""`python -m grader` and the console script. The one place that knows where cli.py lies:

beside this package in a checkout, inside it in an installation.
"""

from __future__ import annotations

import signal
import sys
from collections.abc import Callable
from importlib import import_module
from importlib.util import find_spec


def main() -> None:
    """Run the command line and leave with its exit status. SIGTERM ends it as Ctrl-C does: with all closed."""
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    module = import_module("grader.cli" if find_spec("grader.cli") else "cli")
    run: Callable[[list[str]], int] = module.run
    sys.exit(run(sys.argv[1:]))


if __name__ == "__main__":
    main()
