"""What every isolation of the local engine must do, seen from inside and outside.

Run as a script by test_isolation.py, as root and as an ordinary user; standard library only. Prints
{scenario: "" or what went wrong}.
"""

from __future__ import annotations

import json
import sys
import traceback
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))

import local_isolation
import local_life
from local_world import new_engine

SCENARIOS = (
    local_life.runner_starts,
    local_isolation.no_network,
    local_isolation.no_writing_outside_scratch,
    local_isolation.nothing_of_the_host_to_read,
    local_isolation.clean_environment,
    local_isolation.no_other_process,
    local_isolation.no_privileges,
    local_isolation.forbidden_system_calls,
    local_isolation.process_limit,
    local_isolation.memory_limit,
    local_isolation.disk_limit,
    local_isolation.file_count_limit,
    local_life.close_leaves_nothing,
    local_life.death_of_the_grader_leaves_nothing,
    local_life.big_transfer,
    local_life.program_that_never_reads,
    local_life.usage_grows,
    local_life.diagnostics_are_kept,
    local_life.end_of_program,
)


def main() -> None:
    """Run every scenario with one backend; or say why it is "unavailable"."""
    engine = new_engine(sys.argv[1])
    outcomes: dict[str, str] = {}
    try:
        engine.prepare(("runner",))
    except Exception as error:
        outcomes = {"unavailable": f"{error} {getattr(error, 'hint', '')}"}
    else:
        for scenario in SCENARIOS:
            try:
                scenario(engine)
                outcomes[scenario.__name__] = ""
            except Exception:
                outcomes[scenario.__name__] = traceback.format_exc()
    engine.close()
    sys.stdout.write(json.dumps(outcomes))


if __name__ == "__main__":
    main()
