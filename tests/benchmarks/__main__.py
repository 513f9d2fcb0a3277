"""`make bench`: speed and memory of `scan` on an invented Takeout mailbox, beside other readers.

Rounds are interleaved, so that a busy moment of the machine meets everybody alike, and medians are
compared. `grep` and `wc` only look for line starts: they bound what any reader could reach. The
mail indexers mairix, mu and notmuch are measured where they are installed (`--indexers`), once:
they take minutes. Figures compare by processor time; wall time means something on an idle machine.
"""

import argparse
import json
import os
import platform
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

from tests.benchmarks.contestants import Contestant, indexers, own, readers, starters
from tests.benchmarks.measure import Run, middle, run
from tests.benchmarks.phases import phases
from tests.benchmarks.takeout import Shape, write

STARTS = 5
"""Starts of each command a round: one takes little time, and varies."""


class Result(NamedTuple):
    """A command and its median run."""

    name: str
    run: Run


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
    shapes = [Shape(size, max(1, size // 4), options.seed) for size in options.messages]
    with TemporaryDirectory(prefix="invite-guard-bench-", dir=options.folder) as name:
        measured = [measure(shape, Path(name), options) for shape in shapes]
        starts = compete(starters(), options.rounds * STARTS, Path(name))
    for line in start_report(starts):
        print(line)
    options.json.parent.mkdir(parents=True, exist_ok=True)
    options.json.write_text(json.dumps(document(measured, starts), indent=1) + "\n")
    print(f"\nThe figures are in {options.json}", file=sys.stderr)


def measure(shape: Shape, folder: Path, options: argparse.Namespace) -> Measured:
    """Invent one mailbox and let everybody read it."""
    file = folder / "All mail Including Spam and Trash.mbox"
    print(f"Inventing {shape.messages:,} messages …", file=sys.stderr)
    size = write(file, shape)
    field = [*readers(file), *(indexers(file, shape, folder) if options.indexers else ())]
    readings = compete(iter(field), options.rounds, folder)
    check(folder / "0.out", shape.messages)
    measured = Measured(shape, size, readings, dict(phases(file)))
    for line in report(measured):
        print(line)
    return measured


def arguments() -> argparse.Namespace:
    """Read the command line."""
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks", description=__doc__)
    parser.add_argument("--messages", type=int, nargs="+", default=[20_000], help="mailbox sizes")
    parser.add_argument("--rounds", type=int, default=3, help="rounds, of which medians are taken")
    parser.add_argument("--seed", type=int, default=1, help="another seed, another mailbox")
    parser.add_argument("--indexers", action="store_true", help="mairix, mu and notmuch too")
    parser.add_argument("--folder", type=Path, help="where there is room for the mailboxes")
    parser.add_argument("--json", type=Path, default=Path("build/bench.json"))
    return parser.parse_args()


def compete(contestants: Iterator[Contestant], rounds: int, folder: Path) -> list[Result]:
    """Run everybody once a round, each time with an empty data folder."""
    once(Contestant("warm up", [own(), "scan", "--demo"]), folder, folder / "warm.out")
    field = list(contestants)
    runs: list[list[Run]] = [[] for _ in field]
    for turn in range(rounds):
        for number, contestant in enumerate(field):
            if contestant.rounds is None or turn < contestant.rounds:
                runs[number].append(once(contestant, folder, folder / f"{number}.out"))
        print(f"{field[0].name} and others: {turn + 1} of {rounds}", file=sys.stderr)
    return [Result(c.name, middle(r)) for c, r in zip(field, runs, strict=True)]


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


def report(measured: Measured) -> Iterator[str]:
    """Give the lines of the tables on one mailbox; `x grep` compares processor time."""
    shape, size, readings, phases = measured
    base = next((r.run.processor for r in readings if r.name.startswith("grep")), None)
    yield f"\n{shape.messages:,} messages, {size / 1e6:,.0f} MB\n"
    yield f"{'':26}{'s':>9}{'cpu s':>9}{'messages/s':>12}{'peak MB':>9}{'x grep':>9}"
    for name, one in readings:
        ratio = one.processor / base if one.processor and base else None
        speed = f"{shape.messages / one.seconds:12,.0f}{shown(one.peak, '9,.0f')}"
        cost = f"{one.seconds:9.2f}{shown(one.processor, '9.2f')}"
        yield f"{name:26}{cost}{speed}{shown(ratio, '9.1f')}"
    yield "\nphases of one scan, in one process"
    for phase, seconds in phases.items():
        yield f"{phase:26}{'':9}{seconds:9.2f}"


def start_report(starts: list[Result]) -> Iterator[str]:
    """Give the lines of the table of starts."""
    yield f"\n{'start':26}{'s':>9}{'cpu s':>9}"
    for name, one in starts:
        yield f"{name:26}{one.seconds:9.3f}{shown(one.processor, '9.3f')}"


def shown(figure: float | None, form: str) -> str:
    """Write a figure, or a dash where there is none: not told, or too small to be seen."""
    return f"{'-':>9}" if figure is None else format(figure, form)


def document(measured: list[Measured], starts: list[Result]) -> dict[str, object]:
    """Give every figure with what it was measured on."""
    return {
        "python": platform.python_version(),
        "platform": platform.platform(),
        "processors": os.cpu_count(),
        "mailboxes": [
            {
                **one.shape._asdict(),
                "bytes": one.size,
                "readings": [{"name": r.name, **r.run._asdict()} for r in one.readings],
                "phases": one.phases,
            }
            for one in measured
        ],
        "starts": [{"name": r.name, **r.run._asdict()} for r in starts],
    }


if __name__ == "__main__":
    main()
