"""What follows reading, on a store of invented people: `python -m tests.benchmarks.stored`.

    python -m tests.benchmarks.stored --people 10000 200000

Runs the real `plan`, `plan --json --all`, and `review` up to its first paint. Prints one line of
JSON for each number of correspondents: seconds of wall and processor time, and the peak in MB.
POSIX only.
"""

import argparse
import json
import os
import pty
import random
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

from nicknames import NickNamer
from tests.benchmarks.contestants import own
from tests.benchmarks.matching import families
from tests.benchmarks.measure import Run, compiled, ended, run
from tests.benchmarks.review_screen import until

from invite_guard import paths
from invite_guard.model.owner import Owner
from invite_guard.model.source import Fingerprint
from invite_guard.stores.correspondence import Correspondence
from invite_guard.stores.rows import SourceState
from invite_guard.stores.tally import Tally

ME = "robin.owner@firm.example"
SINCE, SPAN = 1_300_000_000, 300_000_000
"""Moments between which mail passed, in seconds since 1970, and after the first."""


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--people", type=int, nargs="+", default=[10_000, 200_000])
    compiled()
    for people in parser.parse_args().people:
        with TemporaryDirectory() as name:
            fill(Path(name), people)
            sys.stdout.write(json.dumps({"people": people} | measure(Path(name))) + "\n")


def measure(home: Path) -> dict[str, object]:
    """Give the figures of each command."""
    environment = {"INVITE_GUARD_HOME": str(home)}
    found: dict[str, object] = {}
    for options in ((), ("--json", "--all")):
        one = run([own(), "plan", *options], environment, home / "out")
        found[" ".join(("plan", *options))] = one._asdict()
    found["review, first paint"] = first_paint(home)._asdict()
    return found


def first_paint(home: Path) -> Run:
    """Open `review` until its screen is drawn."""
    began = time.perf_counter()
    child, screen = pty.fork()
    if child == 0:
        os.environ.update({"INVITE_GUARD_HOME": str(home), "TERM": "xterm-256color"})
        os.environ.update({"COLUMNS": "100", "LINES": "40"})
        os.execv(own(), ["invite-guard", "review"])
    painted = until(screen, b" shown")
    os.close(screen)
    _, processor, peak = ended(child)
    return Run(painted - began, processor, peak)


def fill(home: Path, people: int) -> None:
    """Write a store: one in twelve exchanged mail with the owner, most were cc'd once."""
    with Correspondence.open(paths.correspondence_file(paths.ensure_private(home))) as store:
        state = SourceState("invented", "mbox", "invented", Fingerprint(1, 1, "x"), complete=True)
        store.number(state)
        store.checkpoint(state, dict(tallies(random.Random(1), people)), {})
        store.owner = Owner(addresses=(ME,), names=("Robin Owner",), reason="invented")


def tallies(dice: random.Random, people: int) -> Iterator[tuple[str, Tally]]:
    """Give each address with its count; a third writes from where anyone may."""
    given = sorted(NickNamer().nickname_lookup)
    lasts, weights = families()
    for number in range(people):
        (last,) = dice.choices(lasts, cum_weights=weights)
        first = dice.choice(given).title()
        firm = f"firm{int(dice.paretovariate(0.5)) % max(50, people // 6)}.example"
        host = dice.choice(("gmail.com", firm, firm))
        names = (f"{first} {last}", f"{last}, {first}", f"{first} {last}".upper(), "")
        yield f"{first}.{last}.{number}@{host}".lower(), tally(dice, dice.choice(names))
    yield ME, tally(dice, "Robin Owner")


def tally(dice: random.Random, name: str) -> Tally:
    """Invent what passed."""
    found = Tally(well_formed=True)
    moment = SINCE + dice.randrange(SPAN)
    found.see(moment, moment, "")
    found.messages = times = dice.choice((1, 1, 1, 2, 9))
    found.narrow(dice.randrange(1, 30))
    found.thread_bits = 1 << dice.randrange(256)
    if name:
        found.call(name, times)
    if dice.random() > 1 / 12:
        found.role_cc = found.shared = times
        return found
    found.role_from = found.role_to = found.owner_wrote = found.owner_addressed = times
    found.direct_in = found.direct_out = found.close_in = found.close_out = times
    found.touch(moment)
    for _ in range(times):
        found.month(2012 * 12 + dice.randrange(100), 1, 1)
    return found


if __name__ == "__main__":
    main()
