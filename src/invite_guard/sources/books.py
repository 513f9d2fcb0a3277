"""Which books a path holds, told from content: address books and LinkedIn's data export."""

import os
import stat
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path, PurePosixPath
from typing import NamedTuple

from invite_guard.errors import SourceError
from invite_guard.mail.full_names import fold
from invite_guard.model.card import CardKind, ContactCard
from invite_guard.sources import google_contacts, outlook_contacts, vcard
from invite_guard.sources.aside import Aside
from invite_guard.sources.book import Book, BookContent, Fingerprint
from invite_guard.sources.book_files import BookFile, book_files, fingerprint_of, form_of
from invite_guard.sources.data import other_contacts
from invite_guard.sources.entry import Entries
from invite_guard.sources.files import mode_of
from invite_guard.sources.kinds import SNIFF, Kind, kind_of
from invite_guard.sources.linkedin_export import export_of
from invite_guard.sources.linkedin_files import Found, file_of, read_file
from invite_guard.sources.members import Form
from invite_guard.sources.text import decoded
from invite_guard.sources.tree import places

LINKEDIN = "linkedin"
CONTACTS = "contacts"
HEAD = 1 << 14
"""First bytes of a file that are looked at to tell what it is."""
_NAMES = (".csv", ".tsv", ".txt", ".vcf", ".vcard", ".zip", ".tgz", ".tar", ".gz")
"""How files of a folder end that are looked into; a file that is named is, whatever its name."""

_OTHER_KINDS = frozenset({Kind.MBOX, Kind.EML, Kind.HTML, Kind.EMPTY})


class _Format(NamedTuple):
    """One way in which address books are written."""

    kind: str
    recognises: Callable[[bytes], bool]
    read: Callable[[bytes], Entries]


_FORMATS = tuple(
    _Format(module.KIND, module.recognises, module.read)
    for module in (vcard, google_contacts, outlook_contacts)
)


class FileBook:
    """A book of one file, of an archive, or of the files of a LinkedIn export side by side."""

    def __init__(self, kind: str, root: Path, files: Iterable[tuple[Path, Form | None]]) -> None:
        self.kind = kind
        self.name = root.resolve().name
        self.key = str(root.resolve())
        self._files = tuple(files)
        self.aside: Aside | None = None
        """Where the reading of mail keeps the files of the archive that this is."""

    def fingerprint(self) -> Fingerprint:
        """Look at the files without reading them through. Raises `SourceError` when one is gone."""
        return fingerprint_of(path for path, _ in self._files)

    def read(self) -> BookContent:
        """Read everything that is a book. Raises `SourceError` where a file cannot be read."""
        said: list[Found] = []
        cards: list[ContactCard] = []
        skipped: Counter[str] = Counter()
        for path, form in self._files:
            kept = self.aside.taken() if self.aside else None
            for file in book_files(path, form) if kept is None else kept:
                if told := read_file(decoded(file.data)):
                    said.append(told)
                    skipped["broken"] += told.skipped
                else:
                    entries = _entries(file)
                    cards += entries.cards
                    skipped.update(entries.skipped)
        return BookContent(
            cards=tuple(cards), export=export_of(said) if said else None, skipped=dict(+skipped)
        )


def books(path: Path) -> list[Book]:
    """Tell which books a path is or holds, in a fixed order; none where it holds none.

    Raises `SourceError` for a path that is absent or unreadable.
    """
    mode = mode_of(path)
    if stat.S_ISDIR(mode):
        return list(_in_folder(path))
    return [found] if stat.S_ISREG(mode) and (found := _in_file(path)) else []


def _in_file(path: Path) -> Book | None:
    form = form_of(path)
    if form in {Form.TAR, Form.TGZ}:  # only reading them through tells what else is in them
        return FileBook(CONTACTS, path, [(path, form)])
    try:
        kinds = {_kind(file.data) for file in book_files(path, form, HEAD)} - {""}
    except SourceError:
        if form is None:
            raise
        kinds = {CONTACTS}  # damaged: how far it can be read is told when it is
    if not kinds:
        return None
    kind = LINKEDIN if LINKEDIN in kinds else CONTACTS if len(kinds) > 1 else kinds.pop()
    return FileBook(kind, path, [(path, form)])


def _in_folder(root: Path) -> Iterator[Book]:
    for place in places(root):
        export: list[tuple[Path, Form | None]] = []
        for entry in () if place.delivered else place.files:
            found = _found(entry)
            if found and found.kind == LINKEDIN and form_of(Path(entry.path)) is None:
                export.append((Path(entry.path), None))
            elif found:
                yield found
        if export:
            yield FileBook(LINKEDIN, Path(place.path), export)


def _found(entry: os.DirEntry[str]) -> Book | None:
    """Tell what a file of a folder is; what cannot be looked at is told of by the mail sources."""
    if not entry.name.lower().endswith(_NAMES):
        return None
    try:
        return _in_file(Path(entry.path))
    except SourceError:
        return None


def _kind(first: bytes) -> str:
    if kind_of(first[:SNIFF]) in _OTHER_KINDS:
        return ""
    if file_of(decoded(first)):
        return LINKEDIN
    return next((form.kind for form in _FORMATS if form.recognises(first)), "")


def _entries(file: BookFile) -> Entries:
    for form in _FORMATS:
        if form.recognises(file.data[:HEAD]):
            found = form.read(file.data)
            if _are_others(file.name):
                return found._replace(cards=tuple(map(_as_other, found.cards)))
            return found
    return Entries()


def _are_others(name: str) -> bool:
    """Whether a file is, or lies in, the folder of those whom Gmail saved by itself."""
    path = PurePosixPath(name)
    return any(fold(part) in other_contacts() for part in (*path.parts[:-1], path.stem))


def _as_other(card: ContactCard) -> ContactCard:
    return card.model_copy(update={"kind": CardKind.OTHER})
