"""Which sources a path holds, told from content: a name proves nothing."""

import os
import stat
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from invite_guard.errors import NoMailError, SourceError
from invite_guard.sources.archive import Archive
from invite_guard.sources.base import Source
from invite_guard.sources.closed import closed_file, closed_files
from invite_guard.sources.files import Unreadable, mode_of, reading, shown, unreadable
from invite_guard.sources.folder import Letter, MailFolder, letter
from invite_guard.sources.kinds import CLOSED, SNIFF, Kind, mail_kind
from invite_guard.sources.mbox import Mbox
from invite_guard.sources.members import Form
from invite_guard.sources.places import folder_of_letter
from invite_guard.sources.streams import unpacked
from invite_guard.sources.tree import Place, places

ACCEPTED = (
    "Give an mbox file (also .gz), a Google Takeout archive (.zip, .tgz), a maildir, a folder of "
    "such files or of .eml messages, an address book (.vcf, .csv), or LinkedIn's data export."
)


def detect(path: Path) -> list[Source]:
    """Tell which sources of mail a path is or holds, in a fixed order.

    Raises `NoMailError` for a path of another kind, `SourceError` for one that is absent or cannot
    be read.
    """
    mode = mode_of(path)
    if stat.S_ISDIR(mode):
        return _in_folder(path)
    if not stat.S_ISREG(mode):
        raise SourceError(f"{shown(path)} is neither a file nor a folder.", ACCEPTED)
    return [_in_file(path)]


class _Look(NamedTuple):
    """What a file turned out to be."""

    kind: Kind
    packed: bool
    """Whether it is so after decompression."""


def _look(path: Path) -> _Look:
    with reading(path) as file:
        kind = mail_kind(path.name, file.read(SNIFF))
        if kind is not Kind.GZIP:
            return _Look(kind, packed=False)
        file.seek(0)
        inner = unpacked(file, gzip=True).peek(SNIFF)[:SNIFF]
        return _Look(mail_kind(path.name.removesuffix(".gz"), inner), packed=True)


def _in_file(path: Path) -> Source:
    look = _look(path)
    if look.kind in {Kind.MBOX, Kind.EMPTY}:
        return Mbox(path)
    if look.kind is Kind.EML:
        folder = folder_of_letter((_called(path.parent), path.name))
        return MailFolder(path, "eml", [letter(str(path.parent), path.name, folder, path.stat())])
    if look.kind in CLOSED:
        raise closed_file(path, look.kind)
    archive = _archive(path, look)
    if archive is None:
        raise NoMailError(f"{shown(path)} looks like {look.kind}.", ACCEPTED)
    if look.kind is Kind.ZIP and not archive.holds_mail():
        raise NoMailError(f"{shown(path)} holds no mail.", ACCEPTED)
    return archive


def _called(folder: Path) -> str:
    """Name a folder; a maildir's `cur` and `new` are called as the maildir is."""
    whole = folder.resolve()
    return whole.parent.name if whole.name in {"cur", "new"} else whole.name


def _archive(path: Path, look: _Look) -> Archive | None:
    if look.kind is Kind.TAR:
        return Archive(path, Form.TGZ if look.packed else Form.TAR)
    if look.kind is Kind.ZIP and not look.packed:
        return Archive(path, Form.ZIP)
    return None


def _in_folder(root: Path) -> list[Source]:
    sources: list[Source] = []
    letters: list[Letter] = []
    closed: list[_Closed] = []
    maildir, called = False, _called(root)
    for place in places(root):
        maildir |= place.delivered
        for found in _found_in(place, called):
            if isinstance(found, Letter):
                letters.append(found)
            elif isinstance(found, _Closed):
                closed.append(found)
            else:
                sources.append(found)
    if letters or maildir:
        sources.insert(0, MailFolder(root, "maildir" if maildir else "eml", letters))
    sources += closed_files(closed)
    if not sources:
        raise NoMailError(f"{shown(root)} holds no mail.", ACCEPTED)
    return sources


def _found_in(place: Place, called: str) -> Iterator["Letter | Source | _Closed"]:
    """Give the mail in one folder; what cannot be looked at, as a source that says so."""
    if place.fault:
        path = Path(place.path)
        yield Unreadable(path, unreadable(path, place.fault))
    folder = folder_of_letter((called, *place.parts, ""))
    for entry in place.files:
        try:
            found = _found(folder, place, entry)
        except FileNotFoundError:
            continue
        except SourceError as error:
            found = Unreadable(Path(entry.path), error)
        if found:
            yield found


class _Closed(NamedTuple):
    """A file that may hold mail and cannot be read here."""

    path: Path
    kind: Kind


def _found(folder: str, place: Place, entry: os.DirEntry[str]) -> Letter | Source | _Closed | None:
    """Tell what a file of a folder is: a message, a source of its own, or nothing to do with us."""
    status = entry.stat(follow_symlinks=False)
    if not status.st_size:
        return None
    look = _Look(Kind.EML, packed=False) if place.delivered else _look(Path(entry.path))
    if look.kind is Kind.EML:
        return letter(place.path, entry.name, folder, status)
    if look.kind is Kind.MBOX:
        return Mbox(Path(entry.path))
    if look.kind in CLOSED:
        return _Closed(Path(entry.path), look.kind)
    archive = _archive(Path(entry.path), look)
    return archive if archive and archive.holds_mail() else None
