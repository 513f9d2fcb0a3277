"""Who is measured: the program itself, and what else here reads a mailbox."""

import shutil
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from tests.benchmarks.takeout import Shape, messages

PROGRAM = "invite-guard scan"
MAILBOX = """
import mailbox, sys
for message in mailbox.mbox(sys.argv[1], create=False):
    for name in ("From", "To", "Cc", "Bcc", "Date", "Message-ID", "References", "X-Gmail-Labels"):
        message.get_all(name)
"""
NOTMUCH = """
[database]
path={maildir}
[user]
name=Robin Owner
primary_email=robin.owner@example.org
[search]
exclude_tags=
"""


class Contestant(NamedTuple):
    """A command that is measured, in an empty data folder; `{home}` in it stands for that."""

    name: str
    command: Sequence[str]
    before: Sequence[str] = ()
    """What must be done first, unmeasured, in the same folder."""
    rounds: int | None = None
    """How often it is run, where that differs: what takes minutes is run once."""


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
    yield Contestant(f"{PROGRAM}, again", scan, before=scan)
    yield Contestant("invite-guard plan", [own(), "plan"], before=scan)
    yield Contestant("Python's mailbox", [sys.executable, "-c", MAILBOX, str(file)], rounds=1)
    for name, *options in (("grep", "-c", "^From "), ("wc", "-l")):
        if shutil.which(name):
            yield Contestant(" ".join((name, *options)), [name, *options, str(file)])


def indexers(file: Path, shape: Shape, folder: Path) -> Iterator[Contestant]:
    """Give mail indexers that are installed. They keep far more than is asked for here.

    notmuch and mu read no mbox: they get the same messages as a maildir in `folder`.
    """
    if shutil.which("mairix"):
        rc = folder / "mairixrc"
        rc.write_text(
            f"base=/\nmbox={str(file)[1:]}\nmfolder=/tmp/none\ndatabase={folder}/mairix\n"
        )
        yield Contestant("mairix", ["mairix", "-f", str(rc)], ["rm", "-f", f"{folder}/mairix"], 1)
    if not (shutil.which("mu") or shutil.which("notmuch")):
        return
    maildir = folder / "maildir"
    write_maildir(maildir, shape)
    if shutil.which("mu"):
        index = f"mu init --muhome=$0 --maildir={maildir} && mu index --muhome=$0"
        yield Contestant("mu init; mu index", ["sh", "-c", index, "{home}"], rounds=1)
    if shutil.which("notmuch"):
        config = folder / "notmuch"
        config.write_text(NOTMUCH.format(maildir=maildir))
        fresh = ["rm", "-rf", f"{maildir}/.notmuch"]
        yield Contestant("notmuch new", ["notmuch", f"--config={config}", "new"], fresh, 1)


def write_maildir(maildir: Path, shape: Shape) -> None:
    """Write the mailbox a message a file."""
    for part in ("cur", "new", "tmp"):
        (maildir / part).mkdir(parents=True)
    for number, message in enumerate(messages(shape)):
        _, _, letter = message.partition(b"\n")
        (maildir / "cur" / f"{number}.bench:2,S").write_bytes(letter)


def starters() -> Iterator[Contestant]:
    """Give what only starts and ends."""
    yield Contestant("invite-guard --help", [own(), "--help"])
    yield Contestant("invite-guard --version", [own(), "--version"])
    yield Contestant("python -c pass", [sys.executable, "-c", "pass"])
