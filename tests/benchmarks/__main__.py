"""`make bench`: speed and memory of `scan` on an invented Takeout mailbox, beside other readers.

Rounds are interleaved, so that a busy moment of the machine meets everybody alike, and medians are
compared. `grep` and `wc` only look for line starts: they bound what any reader could reach.
notmuch and mu do not read mbox files and stay out.
"""

import argparse
import json
import platform
import shutil
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

from tests.benchmarks.measure import Run, middle, run
from tests.benchmarks.takeout import Shape, write

PROGRAM = "invite-guard scan"
MAILBOX = """
import mailbox, sys
for message in mailbox.mbox(sys.argv[1], create=False):
    for name in ("From", "To", "Cc", "Bcc", "Date", "Message-ID", "References", "X-Gmail-Labels"):
        message.get_all(name)
"""
STARTS = 5
"""Starts of each command a round: one takes little time, and varies."""


class Contestant(NamedTuple):
    """A command that is measured."""

    name: str
    command: Sequence[str]


class Result(NamedTuple):
    """A command and its median run."""

    name: str
    run: Run


def main() -> None:
    """Measure, print the table, and write the figures as JSON."""
    options = arguments()
    shape = Shape(options.messages, max(1, options.messages // 4), options.seed)
    with TemporaryDirectory(prefix="invite-guard-bench-") as name:
        folder = Path(name)
        file = folder / "All mail Including Spam and Trash.mbox"
        print(f"Inventing {shape.messages:,} messages …", file=sys.stderr)
        size = write(file, shape)
        readings = compete(readers(file), options.rounds, folder)
        check(folder / "0.out", shape.messages)
        starts = compete(starters(), options.rounds * STARTS, folder)
        recognised = matching(folder)
    for line in report(readings, starts, shape.messages, size):
        print(line)
    print(
        "\n{each:,} connections among as many people: {seconds} s, {peak} MB".format(**recognised)
    )
    options.json.parent.mkdir(parents=True, exist_ok=True)
    figures = document(readings, starts, shape, size) | {"matching": recognised}
    options.json.write_text(json.dumps(figures, indent=1) + "\n")
    print(f"\nThe figures are in {options.json}", file=sys.stderr)


def arguments() -> argparse.Namespace:
    """Read the command line."""
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks", description=__doc__)
    parser.add_argument("--messages", type=int, default=20_000, help="messages in the mailbox")
    parser.add_argument("--rounds", type=int, default=3, help="rounds, of which medians are taken")
    parser.add_argument("--seed", type=int, default=1, help="another seed, another mailbox")
    parser.add_argument("--json", type=Path, default=Path("build/bench.json"))
    return parser.parse_args()


def own() -> str:
    """Find the command as it is installed beside this Python."""
    found = shutil.which("invite-guard", path=str(Path(sys.executable).parent))
    if found is None:
        raise SystemExit("invite-guard is not installed beside this Python: make bench")
    return found


def readers(file: Path) -> Iterator[Contestant]:
    """Give everybody who reads the mailbox, the program itself first."""
    yield Contestant(PROGRAM, [own(), "scan", str(file), "--json"])
    yield Contestant("Python's mailbox", [sys.executable, "-c", MAILBOX, str(file)])
    for name, *options in (("grep", "-c", "^From "), ("wc", "-l")):
        if shutil.which(name):
            yield Contestant(" ".join((name, *options)), [name, *options, str(file)])


def starters() -> Iterator[Contestant]:
    """Give what only starts and ends."""
    yield Contestant("invite-guard --help", [own(), "--help"])
    yield Contestant("invite-guard --version", [own(), "--version"])
    yield Contestant("python -c pass", [sys.executable, "-c", "pass"])


def matching(folder: Path) -> dict[str, object]:
    """Measure how connections of a LinkedIn export are recognised among the people of the mail."""
    output = folder / "matching.out"
    one = run([sys.executable, "-m", "tests.benchmarks.matching"], {}, output)
    peak = None if one.peak is None else round(one.peak)
    return {**json.loads(output.read_bytes()), "peak": peak}


def compete(contestants: Iterator[Contestant], rounds: int, folder: Path) -> list[Result]:
    """Run everybody once a round, each time with an empty data folder."""
    field = list(contestants)
    runs: list[list[Run]] = [[] for _ in field]
    for turn in range(rounds):
        for number, contestant in enumerate(field):
            with TemporaryDirectory(dir=folder) as home:
                environment = {"INVITE_GUARD_HOME": home}
                output = folder / f"{number}.out"
                runs[number].append(run(contestant.command, environment, output))
        print(f"{field[0].name} and others: {turn + 1} of {rounds}", file=sys.stderr)
    return [Result(c.name, middle(r)) for c, r in zip(field, runs, strict=True)]


def check(output: Path, messages: int) -> None:
    """Refuse figures of a scan that did not read everything."""
    read = sum(source["messages"] for source in json.loads(output.read_bytes())["sources"])
    if read != messages:
        raise SystemExit(f"scan read {read:,} messages of {messages:,}: its speed means nothing")


def report(readings: list[Result], starts: list[Result], messages: int, size: int) -> Iterator[str]:
    """Give the lines of both tables."""
    first = readings[0].run.seconds
    yield f"{messages:,} messages, {size / 1e6:,.0f} MB\n"
    yield f"{'':24}{'s':>9}{'cpu s':>9}{'messages/s':>12}{'MB/s':>8}{'peak MB':>9}{'x scan':>8}"
    for name, one in readings:
        seconds = one.seconds
        speed = f"{messages / seconds:12,.0f}{size / 1e6 / seconds:8,.0f}"
        cost = f"{seconds:9.2f}{shown(one.processor, '9.2f')}"
        yield f"{name:24}{cost}{speed}{shown(one.peak, '9,.0f')}{seconds / first:8.2f}"
    yield f"\n{'start':24}{'s':>9}{'cpu s':>9}"
    for name, one in starts:
        yield f"{name:24}{one.seconds:9.3f}{shown(one.processor, '9.3f')}"


def shown(figure: float | None, form: str) -> str:
    """Write a figure, or a dash where there is none: not told, or too small to be seen."""
    return f"{'-':>9}" if figure is None else format(figure, form)


def document(
    readings: list[Result], starts: list[Result], shape: Shape, size: int
) -> dict[str, object]:
    """Give every figure with what it was measured on."""
    return {
        "mailbox": {**shape._asdict(), "bytes": size},
        "python": platform.python_version(),
        "platform": platform.platform(),
        "readings": [{"name": r.name, **r.run._asdict()} for r in readings],
        "starts": [{"name": r.name, **r.run._asdict()} for r in starts],
    }


if __name__ == "__main__":
    main()
