"""Kill a process that decides and exports, at random moments, and look what is left.

    python -m tests.torture.kill_rounds FOLDER --rounds 200 --seed 1 [--sabotage NAME]

Prints one line of JSON; exits 1 and names the broken promise when one is broken. With `--sabotage`
the program is first made to break it, which shows that this look can fail. POSIX only.
"""

import argparse
import contextlib
import json
import os
import random
import signal
import sqlite3
import sys
import time
from collections import Counter
from collections.abc import Iterator
from datetime import UTC, datetime
from itertools import count
from pathlib import Path

from tests.torture.sabotage import SABOTAGES

from invite_guard.errors import InviteGuardError, RefusedError
from invite_guard.model.batch import BatchState, LedgerEntry, Row
from invite_guard.model.decision import Action, Decision
from invite_guard.model.tag import Tag
from invite_guard.stages import export as out
from invite_guard.stages.confirm import confirm_again
from invite_guard.stages.undo import undo
from invite_guard.stores.decisions import Decisions
from invite_guard.stores.ledger import Ledger

LONGEST = 0.15
"""Seconds after which the process is killed at the latest."""
UNDONE_EACH = 2
"""Of so many batches one is undone, and its people leave anew."""
ROUNDS_A_STORE = 10
"""A new store now and then, so that its making is killed too."""


REFUSED = 3
"""How a process ends that another was quicker than."""
LEFT = frozenset({BatchState.PUBLISHED, BatchState.UNDONE})


class BrokenPromiseError(Exception):
    """What must never happen, and did."""


class Human:
    """Types whatever is asked for."""

    def __init__(self, people: int) -> None:
        self.answer = f"invite {people}"

    def write(self, text: str) -> None:
        """Look away."""

    def ask(self, question: str) -> str:  # noqa: ARG002 - a terminal is asked so
        """Answer."""
        return self.answer


class Undoing(Human):
    """Types what undoes a batch."""

    def __init__(self, number: int) -> None:
        super().__init__(number)
        self.answer = f"undo {number}"


def main() -> int:
    """Run all rounds and tell what was seen."""
    parser = argparse.ArgumentParser()
    parser.add_argument("folder", type=Path)
    parser.add_argument("--rounds", type=int, default=40)
    parser.add_argument("--processes", type=int, default=1)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--sabotage", choices=SABOTAGES)
    given = parser.parse_args()
    if given.sabotage:
        SABOTAGES[given.sabotage]()
    seen: Counter[str] = Counter()
    try:
        run_rounds(given.folder, given.rounds, random.Random(given.seed), seen, given.processes)
    except BrokenPromiseError as broken:
        sys.stdout.write(json.dumps({**seen, "broken": str(broken)}))
        return 1
    sys.stdout.write(json.dumps(seen))
    return 0


def run_rounds(
    folder: Path, rounds: int, chance: random.Random, seen: Counter[str], processes: int = 1
) -> None:
    """Kill, look, and go on with what is left."""
    said: list[str] = []
    for number in range(rounds):
        home = folder / str(number // ROUNDS_A_STORE)
        if number % ROUNDS_A_STORE == 0:
            home.mkdir(parents=True)
            said = []
        names = [number * 10 + one for one in range(processes)]
        heard = kill_all(home, names, chance.uniform(0, LONGEST))
        said += heard
        seen["rounds"] += 1
        seen["words said"] += len(heard)
        seen["batches undone"] += sum(line.startswith("undone") for line in heard)
        look(home, said, seen)


def kill_all(home: Path, names: list[int], after: float) -> list[str]:
    """Start processes, kill them `after` seconds, and give every line they had finished saying."""
    children = [start(home, name) for name in names]
    time.sleep(after)
    for child, _ in children:
        os.kill(child, signal.SIGKILL)
    said = []
    for child, reading in children:
        _, status = os.waitpid(child, 0)
        refused = len(names) > 1 and os.WIFEXITED(status) and os.WEXITSTATUS(status) == REFUSED
        if os.WIFEXITED(status) and not refused:
            raise BrokenPromiseError("a process failed by itself")
        with os.fdopen(reading) as pipe:
            said += pipe.read().splitlines()
    return said


def start(home: Path, name: int) -> tuple[int, int]:
    """Start a process; give its number and the end of the pipe it speaks into."""
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(reading)
        code = 1
        try:
            work(home, name, writing)
        except InviteGuardError:
            code = REFUSED
        finally:
            os._exit(code)
    os.close(writing)
    return child, reading


def work(home: Path, number: int, pipe: int) -> None:
    """Hand over what an earlier crash held back, then decide and export for ever."""
    with Decisions.open(store(home)) as decisions:
        ledger = Ledger(decisions.store)
        for entry in ledger.entries():
            if entry.state is BatchState.PREPARED:
                hand_over_again(home, ledger, entry, number)
        for step in count():
            people = make_people(number, step)
            save(decisions, people, pipe)
            done = leave(home, ledger, people, pipe, f"{number}-{step}")
            if (number + step) % UNDONE_EACH == 0:
                take_back(ledger, done, pipe)
                leave(home, ledger, people, pipe, f"{number}-{step}-again")


def save(decisions: Decisions, people: tuple[Row, ...], pipe: int) -> None:
    """Approve people and say so, in one write, after it is done."""
    decisions.record(
        Decision(
            action=Action.APPROVE,
            person_id=row.person_id,
            address=row.address,
            name=row.name,
            tag=row.tag,
            at=datetime.now(UTC),
        )
        for row in people
    )
    os.write(pipe, "".join(f"saved {row.address}\n" for row in people).encode())


def leave(home: Path, ledger: Ledger, people: tuple[Row, ...], pipe: int, name: str) -> LedgerEntry:
    """Export people, by turns to a file and to a pipe's end, and say so."""
    entry = LedgerEntry(
        number=1,
        state=BatchState.PREPARED,
        prepared_at=datetime.now(UTC),
        format="csv",
        destination="-",
        digest="",
        rows=people,
    )
    batch = confirm_again(entry, Human(len(people)), destination="-")
    to_file = name.endswith(("0", "2", "4", "6", "8"))
    with (home / f"{name}.stdout").open("wb") as stdout:
        done = out.export(
            batch,
            out.find_exporter("csv"),
            ledger,
            destination=home / f"{name}.csv" if to_file else None,
            stdout=stdout,
            week_limit=10**9,
            now=datetime.now(UTC),
        )
    os.write(pipe, f"left {done.number}\n".encode())
    return done


def take_back(ledger: Ledger, entry: LedgerEntry, pipe: int) -> None:
    """Undo a batch as a person would, whose file was never uploaded, and say so."""
    os.write(pipe, f"deleting {entry.number}\n".encode())
    if entry.destination != "-":
        Path(entry.destination).unlink()
    undo(ledger, entry.number, Undoing(entry.number), datetime.now(UTC))
    os.write(pipe, f"undone {entry.number}\n".encode())


def hand_over_again(home: Path, ledger: Ledger, entry: LedgerEntry, number: int) -> None:
    """Give the identical bytes again, as a person would after a crash."""
    batch = confirm_again(entry, Human(len(entry.rows)), destination=entry.destination)
    destination = None if entry.destination == "-" else Path(entry.destination)
    with (home / f"{entry.number}-again-{number}.stdout").open("wb") as stdout:
        out.reissue(
            batch,
            entry.number,
            ledger,
            destination=destination,
            stdout=stdout,
            now=datetime.now(UTC),
        )


def make_people(number: int, step: int) -> tuple[Row, ...]:
    """Make three people nobody saw before."""
    return tuple(
        Row(
            person_id=f"p{number}-{step}-{one}",
            address=f"ada.{number}.{step}.{one}@firm.example",
            name="Ada Byron",
            first_name="Ada",
            last_name="Byron",
            tag=Tag.COLLEAGUE,
        )
        for one in range(3)
    )


def look(home: Path, said: list[str], seen: Counter[str]) -> None:
    """Open what is left, as the next command would, and hold it against every promise."""
    seen["hot journals"] += (home / "decisions.sqlite3-journal").exists()
    with Decisions.open(store(home)) as decisions:
        ledger = Ledger(decisions.store)
        words = {word.address for word in decisions.history()}
        entries = {entry.number: entry for entry in ledger.entries()}
        require_recorded(said, words, entries)
        contents = read_contents(home)
        require_once(entries)
        deleted = {int(line.split()[1]) for line in said if line.startswith("deleting")}
        require_files(home, entries, contents, deleted)
        seen["found partial"] += len(list(partials(home)))
    seen["found prepared"] += sum(e.state is BatchState.PREPARED for e in entries.values())
    refuse_published(entries)


def require_recorded(said: list[str], words: set[str], entries: dict[int, LedgerEntry]) -> None:
    """Nothing is lost that was said to be saved, or to have left."""
    for line in said:
        verb, what = line.split()
        if verb == "saved" and what not in words:
            raise BrokenPromiseError("a decision was lost after it was called saved")
        state = entries[int(what)].state if verb != "saved" and int(what) in entries else None
        if verb in {"left", "deleting"} and state not in LEFT:
            raise BrokenPromiseError("a batch left and its record was lost")
        if verb == "undone" and state is not BatchState.UNDONE:
            raise BrokenPromiseError("a batch was undone and its record was lost")


def require_once(entries: dict[int, LedgerEntry]) -> None:
    """Nobody is in two batches, those that were undone apart."""
    standing = [entry for entry in entries.values() if entry.state is not BatchState.UNDONE]
    addresses = Counter(row.address for entry in standing for row in entry.rows)
    if addresses and max(addresses.values()) > 1:
        raise BrokenPromiseError("somebody is in two batches")


def require_files(
    home: Path, entries: dict[int, LedgerEntry], contents: dict[int, bytes], deleted: set[int]
) -> None:
    """Whatever left is recorded, byte for byte, and what is called published is there.

    Unless the human deleted it.
    """
    by_place = {e.destination: number for number, e in entries.items() if e.destination != "-"}
    for path in home.glob("*.csv"):
        number = by_place.get(str(path))
        if number is None:
            raise BrokenPromiseError("a file left unrecorded")
        if path.read_bytes() != contents[number]:
            raise BrokenPromiseError("a file is not what was recorded")
    poured = [path.read_bytes() for path in home.glob("*.stdout")]
    for piece in filter(None, [*poured, *(path.read_bytes() for path in partials(home))]):
        if not any(content.startswith(piece) for content in contents.values()):
            raise BrokenPromiseError("bytes left unrecorded")
    for number, entry in entries.items():
        if entry.state is not BatchState.PUBLISHED or number in deleted:
            continue
        there = entry.destination == "-" or Path(entry.destination).exists()
        if not there or (entry.destination == "-" and contents[number] not in poured):
            raise BrokenPromiseError("a batch is called published and did not leave")


def refuse_published(entries: dict[int, LedgerEntry]) -> None:
    """Hold that what left cannot be asked for again."""
    published = [e for e in entries.values() if e.state is BatchState.PUBLISHED]
    for entry in published[-1:]:
        with contextlib.suppress(RefusedError):
            confirm_again(entry, Human(len(entry.rows)), destination="-")
            raise BrokenPromiseError("a batch that left was given again")


def read_contents(home: Path) -> dict[int, bytes]:
    """Read every recorded content past the program, and let SQLite check its own file."""
    with contextlib.closing(sqlite3.connect(store(home))) as connection:
        if connection.execute("PRAGMA integrity_check").fetchone()[0] != "ok":
            raise BrokenPromiseError("the store is damaged")
        return dict(connection.execute("SELECT number, content FROM batch"))


def partials(home: Path) -> Iterator[Path]:
    """Find files that a crash kept from getting their name."""
    return home.glob(".*.partial")


def store(home: Path) -> Path:
    """Name the precious store of a round."""
    return home / "decisions.sqlite3"


if __name__ == "__main__":
    sys.exit(main())
