"""Approve three people and export them, once: `python -m tests.torture.one_step HOME [SABOTAGE]`.

Says on standard output what is done, each in one write. Meant to be run under a tracer that makes a
system call fail.
"""

import sys
from pathlib import Path

from tests.torture.kill_rounds import leave, make_people, save, store
from tests.torture.sabotage import SABOTAGES

from invite_guard.errors import InviteGuardError
from invite_guard.stores.decisions import Decisions
from invite_guard.stores.ledger import Ledger


def main() -> int:
    """Do it; an expected failure is told in one line and ends with 1."""
    home = Path(sys.argv[1])
    for name in sys.argv[2:]:
        SABOTAGES[name]()
    people = make_people(0, 0)
    try:
        with Decisions.open(store(home)) as decisions:
            save(decisions, people, 1)
            leave(home, Ledger(decisions.store), people, 1, "0")
    except (InviteGuardError, OSError) as error:  # as the command line tells them
        sys.stderr.write(f"{error}\n")
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
