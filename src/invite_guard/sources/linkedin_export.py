"""LinkedIn's data export (Settings, "Get a copy of your data"): as zip, as folder, or one file."""

import stat
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain
from pathlib import Path

from invite_guard.errors import SourceError
from invite_guard.model.linkedin import LinkedInExport, Partner
from invite_guard.sources.book_files import book_files, form_of
from invite_guard.sources.files import shown, unreadable
from invite_guard.sources.linkedin_files import Found, Letter, read_file
from invite_guard.sources.text import decoded

HINT = (
    "Give the zip file that LinkedIn sends (Settings & Privacy, Data privacy, "
    "Get a copy of your data), its folder, or one of its files, such as Connections.csv."
)


def read_linkedin(path: Path) -> LinkedInExport:
    """Read a data export: the zip file, the folder it was unpacked to, or one of its files.

    Files are told by their columns, so their names do not matter; those that say nothing of people
    are passed over. Raises `SourceError` where nothing of an export is found or can be read.
    """
    found = [
        one
        for file in _files(path)
        for each in book_files(file, form_of(file))
        if (one := read_file(decoded(each.data)))
    ]
    if not found:
        raise SourceError(f"{shown(path)} holds nothing of a LinkedIn data export.", HINT)
    return export_of(found)


def _files(path: Path) -> list[Path]:
    try:
        if not stat.S_ISDIR(path.stat().st_mode):
            return [path]
        return sorted(p for p in path.rglob("*.[cC][sS][vV]") if p.is_file())
    except OSError as error:
        raise unreadable(path, error) from error
    except ValueError as error:
        raise SourceError("A path cannot hold a zero byte.", "Check the path.") from error


def export_of(found: Iterable[Found]) -> LinkedInExport:
    """Put together what the files of one export say; rows that stand in two files count once."""
    parts = list(found)
    skipped: Counter[str] = Counter()
    for part in parts:
        skipped[part.file] += part.skipped
    names = tuple(dict.fromkeys(name for part in parts for name in part.names))
    own = {*names, *(url for part in parts for url in part.own_urls)}
    letters = [letter for part in parts for letter in part.letters]
    connections = tuple(dict.fromkeys(c for part in parts for c in part.connections))
    invitations = tuple(dict.fromkeys(i for part in parts for i in part.invitations))
    days = chain(
        (c.connected_on for c in connections),
        (i.sent_on for i in invitations),
        (letter.on for letter in letters),
    )
    return LinkedInExport(
        names=names,
        addresses=tuple(dict.fromkeys(a for part in parts for a in part.addresses)),
        made_on=max(filter(None, days), default=None),
        connections=connections,
        invitations=invitations,
        positions=tuple(dict.fromkeys(p for part in parts for p in part.positions)),
        imported=tuple(dict.fromkeys(card for part in parts for card in part.imported)),
        partners=tuple(_partners(letters, own)),
        skipped={file: rows for file, rows in skipped.items() if rows},
    )


def _partners(letters: Sequence[Letter], own: set[str]) -> Iterator[Partner]:
    """Tell who writes with the owner: the other side of each message between two."""
    mine = own or _on_most(letters)
    counts: Counter[str] = Counter()
    last: dict[str, Letter] = {}
    for letter in letters:
        sent = not mine.isdisjoint((letter.sender, letter.sender_url))
        received = not mine.isdisjoint((letter.recipient, letter.recipient_url))
        if sent is received:
            continue
        name, url = _other(letter, sent=sent)
        key = url or name
        if key:
            counts[key] += 1
            last[key] = max(last.get(key, letter), letter, key=lambda one: one.on)
    for key, messages in counts.items():
        name, url = _other(last[key], sent=not mine.isdisjoint(last[key][:2]))
        yield Partner(name=name, url=url, messages=messages, last_on=last[key].on)


def _other(letter: Letter, *, sent: bool) -> tuple[str, str]:
    if sent:
        return letter.recipient, letter.recipient_url
    return letter.sender, letter.sender_url


def _on_most(letters: Iterable[Letter]) -> set[str]:
    """Tell the owner where no other file does: who alone is on the most messages."""
    ends: Counter[str] = Counter()
    for letter in letters:
        ends.update({letter.sender_url or letter.sender, letter.recipient_url or letter.recipient})
    del ends[""]
    (first, most), (_, next_most) = [*ends.most_common(2), ("", 0), ("", 0)][:2]
    return {first} if most > next_most else set()
