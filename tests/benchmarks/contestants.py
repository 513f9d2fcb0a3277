"""Who is measured: the program itself, and what else here reads a mailbox."""

import shutil
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from tests.benchmarks.takeout import Shape

__all__ = ["Contestant", "Shape", "own", "readers", "starters"]

PROGRAM = "invite-guard scan"
HEADERS = """
import mailbox, sys
for message in mailbox.mbox(sys.argv[1], create=False):
    for name in ("From", "To", "Cc", "Bcc", "Date", "Message-ID", "References", "X-Gmail-Labels"):
        message.get_all(name)
"""
PEOPLE = """
import mailbox, sys
from collections import Counter
from email.header import decode_header, make_header
from email.utils import getaddresses, parsedate_to_datetime
counts, names, last = Counter(), Counter(), {}
for message in mailbox.mbox(sys.argv[1], create=False):
    moment = parsedate_to_datetime(message["Date"]).timestamp()
    for role in ("From", "To", "Cc", "Bcc"):
        found = getaddresses([str(value) for value in message.get_all(role, [])])
        for name, address in found:
            counts[role, address] += 1
            names[address, str(make_header(decode_header(name)))] += 1
            last[address] = max(last.get(address, 0), moment)
"""
"""The same question: who stands where, how often, under which name, and when last."""
GROW = """
import os, subprocess, sys
path, own = sys.argv[1:]
with open(path, "r+b") as file:
    file.seek(-os.path.getsize(path) // 100, os.SEEK_END)
    while not file.readline().startswith(b"From "): begin = file.tell()
    file.seek(begin)
    rest = file.read()
    file.truncate(begin)
    subprocess.run([own, "scan", path, "--json"], check=True, stdout=subprocess.DEVNULL)
    file.seek(begin)
    file.write(rest)
"""
"""Scan a file that lacks its last hundredth, and then put that back."""


class Contestant(NamedTuple):
    """A command that is measured, in an empty data folder; `{home}` in it stands for that."""

    name: str
    command: Sequence[str]
    before: Sequence[str] = ()
    """What must be done first, unmeasured, in the same folder."""
    rounds: int | None = None
    """How often it is run at most, where that differs: what takes minutes is run once."""


def own() -> str:
    """Find the command as it is installed beside this Python."""
    found = shutil.which("invite-guard", path=str(Path(sys.executable).parent))
    if found is None:
        raise SystemExit("invite-guard is not installed beside this Python: make bench")
    return found


def readers(file: Path) -> Iterator[Contestant]:
    """Give everybody who reads the mailbox, the program itself first."""
    scan = [own(), "scan", str(file), "--json"]
    yield Contestant(PROGRAM, scan)
    yield Contestant(f"{PROGRAM} --jobs 1", [*scan, "--jobs", "1"])
    yield Contestant(f"{PROGRAM}, again", scan, before=scan, rounds=2)
    yield Contestant(
        f"{PROGRAM}, grown by 1 %",
        scan,
        before=[sys.executable, "-c", GROW, str(file), own()],
        rounds=2,
    )
    yield Contestant("invite-guard plan", [own(), "plan"], before=scan, rounds=2)
    for name, *options in (("grep", "-c", "^From "), ("wc", "-l")):
        if shutil.which(name):
            yield Contestant(" ".join((name, *options)), [name, *options, str(file)])
    python = sys.executable
    yield Contestant("Python's mailbox: headers", [python, "-c", HEADERS, str(file)], rounds=1)
    yield Contestant("Python's mailbox: the same", [python, "-c", PEOPLE, str(file)], rounds=1)


def starters() -> Iterator[Contestant]:
    """Give what only starts and ends."""
    yield Contestant("invite-guard --help", [own(), "--help"])
    yield Contestant("invite-guard --version", [own(), "--version"])
    yield Contestant("python -c pass", [sys.executable, "-c", "pass"])
