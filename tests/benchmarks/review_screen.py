"""How long the review screen takes: from start to its first paint, and from a key to its paint.

    python -m tests.benchmarks.review_screen --people 50000

Runs the real program text of the screen in a pseudo-terminal and times what arrives there. Prints
one line of JSON, in milliseconds. POSIX only.
"""

import argparse
import json
import os
import pty
import select
import statistics
import sys
import time
from datetime import date

from tests.benchmarks.measure import compiled

from invite_guard.model.plan import PlanAddress, PlanEvidence, PlanExchange, PlanPerson
from invite_guard.model.tag import Disposition, Tag

DOWN, PAGE, SPACE = b"\x1b[B", b"\x1b[6~", b" "
QUIET = 0.15
"""Seconds without output after which a paint is over."""


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--people", type=int, default=50_000)
    parser.add_argument("--keys", type=int, default=30)
    given = parser.parse_args()
    compiled()
    sys.stdout.write(json.dumps(measure(given.people, given.keys)) + "\n")


def measure(people: int, keys: int) -> dict[str, float]:
    """Give medians and worst times in milliseconds."""
    child, screen = pty.fork()
    if child == 0:
        _show(people)
        os._exit(0)
    began = until(screen, b"READY")
    found = {"first paint": 1000 * (until(screen, b" shown") - began)}
    _drain(screen)
    for name, key in (("down", DOWN), ("page down", PAGE), ("approve", SPACE)):
        times = [_press(screen, key) for _ in range(keys)]
        found[f"{name}, median"] = 1000 * statistics.median(times)
        found[f"{name}, worst"] = 1000 * max(times)
    os.write(screen, b"q")
    _drain(screen)
    os.waitpid(child, 0)
    os.close(screen)
    return {name: round(value, 1) for name, value in found.items()}


def _show(people: int) -> None:
    """Open the screen in the child."""
    os.environ.update({"TERM": "xterm-256color", "COLUMNS": "100", "LINES": "40"})
    everybody = [make_person(number) for number in range(people)]
    os.write(1, b"READY")
    from invite_guard.tui.app import Desk, ReviewApp  # noqa: PLC0415 - its reading is part of it
    from invite_guard.views.person import Known  # noqa: PLC0415 - the same

    ReviewApp(Desk(everybody, lambda _: None, Known)).run()


def make_person(number: int) -> PlanPerson:
    """Make somebody; one in ten is proposed."""
    proposed = number < 4000
    return PlanPerson.trusted(
        id=f"p{number}",
        name=f"Person {number}",
        organisation="",
        title="",
        linkedin_url="",
        tag=Tag.COLLEAGUE if proposed else Tag.STRANGER,
        corrected=False,
        confidence=0.9,
        disposition=Disposition.PROPOSE if proposed else Disposition.HOLD,
        exclusion=None,
        flags=(),
        hints=(),
        addresses=(
            PlanAddress.trusted(address=f"p{number}@firm.example", from_=1, to=2, cc=3, bcc=0),
        ),
        exchange=PlanExchange.trusted(
            they_wrote=1,
            owner_wrote=2,
            direct_in=1,
            direct_out=2,
            first_seen=date(2020, 1, 1),
            last_seen=date(2024, 1, 1),
            last_direct=date(2024, 1, 1),
            cc_only=False,
            shared=0,
            threads=1,
            smallest_audience=1,
            months=(),
        ),
        evidence=(PlanEvidence.trusted(rule="exchange.two_way", text="some mails", weight=2.0),),
        decision=None,
        note="",
    )


def _press(screen: int, key: bytes) -> float:
    """Send a key; give the seconds until the last of what it painted arrived."""
    began = time.perf_counter()
    os.write(screen, key)
    return _drain(screen) - began


def _drain(screen: int) -> float:
    """Read until it is quiet, and tell when the last bytes came."""
    last = time.perf_counter()
    while select.select([screen], [], [], QUIET)[0]:
        try:
            if not os.read(screen, 1 << 16):
                break
        except OSError:
            break
        last = time.perf_counter()
    return last


def until(screen: int, mark: bytes) -> float:
    """Read until a mark is there, and tell when it came."""
    seen = b""
    while mark not in seen:
        if not select.select([screen], [], [], 60)[0]:
            raise TimeoutError(seen[-500:])
        seen += os.read(screen, 1 << 16)
    return time.perf_counter()


if __name__ == "__main__":
    main()
