"""`make bench`: speed and memory of `scan` on an invented Takeout mailbox, beside other readers.

Rounds are interleaved, so that a busy moment of the machine meets everybody alike, and medians are
compared; what takes minutes runs once. `grep` and `wc` only look for line starts: they bound what
any reader could reach. `--forms` adds the same mail as a maildir and in archives, beside those that
read or only unpack these; `--indexers` adds mairix, mu and notmuch where they are installed. Wall
time means something on an idle machine only: whether this one is, is said first.
"""

import argparse
import json
import os
import platform
import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

from tests.benchmarks.contestants import Contestant, own, readers, starters
from tests.benchmarks.forms import archives, indexers, letters
from tests.benchmarks.idle import busy, told
from tests.benchmarks.measure import Result, Run, compiled, middle, run
from tests.benchmarks.phases import phases
from tests.benchmarks.tables import report, start_report
from tests.benchmarks.takeout import Shape, write

STARTS = 5
"""Starts of each command a round: one takes little time, and varies."""
PER_CORRESPONDENT = 20
"""Messages for each correspondent who may occur: 10,000 of them at 200,000 messages."""
MAILBOX = "All mail Including Spam and Trash.mbox"


class Measured(NamedTuple):
    """What was measured on one mailbox."""

    shape: Shape
    size: int
    """Bytes."""
    readings: list[Result]
    phases: dict[str, float]
    """Seconds of processor time by phase of one scan."""


def main() -> None:
    """Measure, print the tables, and write the figures as JSON."""
    options = arguments()
    compiled()
    others = busy()
    print(f"Python {platform.python_version()}, {told(others)}", flush=True)
    measured = []
    for size in options.messages:
        people = options.correspondents or max(1, size // PER_CORRESPONDENT)
        with TemporaryDirectory(prefix="invite-guard-bench-", dir=options.folder) as name:
            measured.append(measure(Shape(size, people, options.seed), Path(name), options))
    with TemporaryDirectory(prefix="invite-guard-bench-", dir=options.folder) as name:
        starts = compete(starters(), options.rounds * STARTS, Path(name))
    for line in start_report(starts):
        print(line)
    options.json.parent.mkdir(parents=True, exist_ok=True)
    options.json.write_text(json.dumps(document(measured, starts, others), indent=1) + "\n")
    print(f"\nThe figures are in {options.json}", file=sys.stderr)


def measure(shape: Shape, folder: Path, options: argparse.Namespace) -> Measured:
    """Invent one mailbox and let everybody read it."""
    file = invented(shape, options.keep or folder)
    size = file.stat().st_size
    field = [one for one in readers(file) if not (options.quick and one.rounds)]
    if options.forms or options.indexers:
        print("Writing the same mail in other forms …", file=sys.stderr)
        field += letters(shape, folder)
    if options.forms:
        field += archives(file, folder)
    if options.indexers:
        field += indexers(file, folder)
    readings = compete(field, options.rounds, folder)
    check(folder / "0.out", shape.messages)
    measured = Measured(shape, size, readings, {} if options.quick else dict(phases(file)))
    for line in report(*measured):
        print(line, flush=True)
    return measured


def invented(shape: Shape, folder: Path) -> Path:
    """Write the mailbox, unless it was kept there whole."""
    file = folder / "-".join(map(str, shape)) / MAILBOX
    whole = file.with_name("bytes")
    if not (whole.exists() and file.stat().st_size == int(whole.read_text("ascii"))):
        print(f"Inventing {shape.messages:,} messages …", file=sys.stderr)
        file.parent.mkdir(parents=True, exist_ok=True)
        whole.write_text(str(write(file, shape)), "ascii")
    return file


def arguments() -> argparse.Namespace:
    """Read the command line."""
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks", description=__doc__)
    parser.add_argument("--messages", type=int, nargs="+", default=[20_000], help="mailbox sizes")
    parser.add_argument("--correspondents", type=int, help="most of them (a twentieth as many)")
    parser.add_argument("--rounds", type=int, default=3, help="rounds, of which medians are taken")
    parser.add_argument("--seed", type=int, default=1, help="another seed, another mailbox")
    parser.add_argument("--forms", action="store_true", help="maildir and archives too")
    parser.add_argument("--indexers", action="store_true", help="mairix, mu and notmuch too")
    parser.add_argument("--quick", action="store_true", help="scan, grep and wc alone")
    parser.add_argument("--folder", type=Path, help="where there is room")
    parser.add_argument("--keep", type=Path, help="where mailboxes stay for the next time")
    parser.add_argument("--json", type=Path, default=Path("build/bench.json"))
    return parser.parse_args()


def compete(contestants: Iterable[Contestant], rounds: int, folder: Path) -> list[Result]:
    """Run everybody once a round, each time with an empty data folder."""
    once(Contestant("warm up", [own(), "scan", "--demo"]), folder, folder / "warm.out")
    field = list(contestants)
    runs: list[list[Run]] = [[] for _ in field]
    for turn in range(rounds):
        for number, contestant in enumerate(field):
            if contestant.rounds is None or turn < contestant.rounds:
                runs[number].append(once(contestant, folder, folder / f"{number}.out"))
        print(f"{field[0].name} and others: {turn + 1} of {rounds}", file=sys.stderr)
    return [Result(c.name, middle(r), len(r)) for c, r in zip(field, runs, strict=True)]


def once(contestant: Contestant, folder: Path, output: Path) -> Run:
    """Run one command, after what must be done before it."""
    with TemporaryDirectory(dir=folder) as home:
        # As installed: what was compiled once stays so.
        environment = {
            "INVITE_GUARD_HOME": home,
            "PYTHONDONTWRITEBYTECODE": "",
            "PYTHONPYCACHEPREFIX": str(folder / "compiled"),
        }
        if contestant.before:
            subprocess.run(
                contestant.before, env=os.environ | environment, check=True, capture_output=True
            )
        command = [part.replace("{home}", home) for part in contestant.command]
        return run(command, environment, output)


def check(output: Path, messages: int) -> None:
    """Refuse figures of a scan that did not read everything."""
    read = sum(source["messages"] for source in json.loads(output.read_bytes())["sources"])
    if read != messages:
        raise SystemExit(f"scan read {read:,} messages of {messages:,}: its speed means nothing")


def document(
    measured: list[Measured], starts: list[Result], others: float | None
) -> dict[str, object]:
    """Give every figure with what it was measured on."""
    return {
        "busy with other things": others,
        "python": platform.python_version(),
        "platform": platform.platform(),
        "processors": os.cpu_count(),
        "mailboxes": [
            {
                **one.shape._asdict(),
                "bytes": one.size,
                "readings": figures(one.readings),
                "phases": one.phases,
            }
            for one in measured
        ],
        "starts": figures(starts),
    }


def figures(results: list[Result]) -> list[dict[str, object]]:
    """Give results as JSON has them."""
    return [{"name": r.name, "rounds": r.rounds, **r.run._asdict()} for r in results]


if __name__ == "__main__":
    main()
