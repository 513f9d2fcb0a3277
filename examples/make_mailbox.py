"""Make the invented mailbox that `invite-guard scan --demo` reads.

    python examples/make_mailbox.py            writes src/invite_guard/demo/takeout-demo.zip
    python examples/make_mailbox.py --check    tells whether the shipped copy is current

Needs nothing but Python. Every byte of the mail follows from `invented/people.csv`; compression
alone may differ from one zlib to the next, so copies are compared unpacked.
"""

import argparse
import sys
import zipfile
from collections.abc import Iterator, Mapping
from pathlib import Path

from invented import contacts, crowds, machines
from invented.cast import Cast, read_cast
from invented.desk import Desk
from invented.letters import Letter, render
from invented.lives import correspondence

DEMO = Path(__file__).parent.parent / "src" / "invite_guard" / "demo" / "takeout-demo.zip"
MAIL = "Takeout/Mail/All mail Including Spam and Trash.mbox"
CONTACTS = "Takeout/Contacts/All Contacts/All Contacts"
TAKEN_OUT = (2026, 2, 28, 6, 0, 0)


def conversations(cast: Cast) -> Iterator[list[Letter]]:
    """Give every conversation of seven years."""
    desk = Desk(cast)
    for member in cast.others:
        yield from correspondence(desk, member)
    for scene in (
        crowds.circles,
        crowds.greetings,
        crowds.postings,
        crowds.through_addresses_of_groups,
        machines.notices,
        machines.newsletters,
        machines.desks,
        machines.impostors,
        machines.rubbish,
        machines.unsent,
        machines.oddities,
    ):
        yield from scene(cast)


def mbox(cast: Cast) -> bytes:
    """Write the mailbox, newest message first, as Takeout does."""
    letters = [(x, talk[0].number) for talk in conversations(cast) for x in talk]
    letters.sort(key=lambda pair: pair[0].number, reverse=True)
    return b"".join(render(letter, thread) for letter, thread in letters)


def members() -> dict[str, bytes]:
    """Give the archive's files by name."""
    cast = read_cast()
    return {
        MAIL: mbox(cast),
        f"{CONTACTS}.vcf": contacts.vcards(cast),
        f"{CONTACTS}.csv": contacts.table(cast),
    }


def write(path: Path, files: Mapping[str, bytes]) -> None:
    """Pack the files, all with the date of the export."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        for name, content in files.items():
            entry = zipfile.ZipInfo(name, TAKEN_OUT)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.create_system = 3
            entry.external_attr = 0o644 << 16
            archive.writestr(entry, content)


def read(path: Path) -> dict[str, bytes]:
    """Unpack an archive."""
    with zipfile.ZipFile(path) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def main() -> int:
    """Write the archive, or compare it."""
    parser = argparse.ArgumentParser(description="Make the invented mailbox of the demo.")
    parser.add_argument("--output", type=Path, default=DEMO)
    parser.add_argument("--check", action="store_true", help="compare instead of writing")
    given = parser.parse_args()
    files = members()
    if not given.check:
        write(given.output, files)
        print(f"{given.output}: {given.output.stat().st_size:,} bytes")
        return 0
    same = given.output.is_file() and list(read(given.output).items()) == list(files.items())
    print("current" if same else "out of date: run python examples/make_mailbox.py")
    return 0 if same else 1


if __name__ == "__main__":
    sys.exit(main())
