"""The same mail in other forms: a maildir, a Takeout archive; and who else reads those."""

import shutil
import sys
import tarfile
import zipfile
from collections.abc import Iterator
from pathlib import Path

from tests.benchmarks.contestants import Contestant, own
from tests.benchmarks.takeout import Shape, messages

MEMBER = "Takeout/Mail/All mail Including Spam and Trash.mbox"
NOTMUCH = """
[database]
path={maildir}
[user]
name=Robin Owner
primary_email=robin.owner@example.org
[search]
exclude_tags=
"""
INFLATE = """
import sys, zlib
engine = zlib.decompressobj(31)
with open(sys.argv[1], "rb") as file:
    while packed := file.read(1 << 16):
        engine.decompress(packed)
"""


def archives(file: Path, folder: Path) -> Iterator[Contestant]:
    """Give those who read the mailbox compressed, and those who only decompress it."""
    tgz, zipped = folder / "takeout.tgz", folder / "takeout.zip"
    with tarfile.open(tgz, "w:gz", compresslevel=6) as archive:
        archive.add(file, MEMBER)
    with zipfile.ZipFile(zipped, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.write(file, MEMBER)
    for path in (tgz, zipped):
        yield Contestant(f"invite-guard scan {path.suffix}", [own(), "scan", str(path), "--json"])
    if shutil.which("gzip"):
        yield Contestant("gzip -dc .tgz | wc -l", ["sh", "-c", 'gzip -dc "$0" | wc -l', str(tgz)])
    if shutil.which("unzip"):
        yield Contestant("unzip -p .zip", ["unzip", "-p", str(zipped)])
    yield Contestant("Python's zlib alone, .tgz", [sys.executable, "-c", INFLATE, str(tgz)])


def letters(shape: Shape, folder: Path) -> Iterator[Contestant]:
    """Give those who read the mailbox a message a file."""
    maildir = folder / "maildir"
    write_maildir(maildir, shape)
    scan = [own(), "scan", str(maildir), "--json"]
    yield Contestant("invite-guard scan maildir", scan)
    if shutil.which("maddr") and shutil.which("mlist"):
        pipe = 'mlist "$0" | maddr'
        yield Contestant("mblaze: mlist maildir | maddr", ["sh", "-c", pipe, str(maildir)])


def indexers(file: Path, folder: Path) -> Iterator[Contestant]:
    """Give mail indexers that are installed. They keep far more than is asked for here.

    notmuch and mu read no mbox: they get the maildir in `folder`.
    """
    maildir = folder / "maildir"
    if shutil.which("mairix"):
        rc = folder / "mairixrc"
        rc.write_text(
            f"base=/\nmbox={str(file)[1:]}\nmfolder=/tmp/none\ndatabase={folder}/mairix\n"
        )
        yield Contestant("mairix", ["mairix", "-f", str(rc)], ["rm", "-f", f"{folder}/mairix"], 1)
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
