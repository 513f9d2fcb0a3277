"""The files of a book: looked at, told unchanged from changed, and read whole."""

import io
import os
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

from invite_guard.errors import SourceError
from invite_guard.sources.base import Fingerprint
from invite_guard.sources.files import HEAD, digest, reading, shown
from invite_guard.sources.kinds import SNIFF, Kind, kind_of
from invite_guard.sources.members import Form, members
from invite_guard.sources.streams import unpacked

LARGEST = 1 << 28
"""Most bytes of one file that are read: no book is larger, and memory is not endless."""
_NAMES = (".csv", ".tsv", ".txt", ".vcf", ".vcard")
"""How files of an archive end that are looked into; every byte of the others is passed over."""


class BookFile(NamedTuple):
    """One file that may be a book or a part of one."""

    name: str
    """Its path, within the archive where it lies in one."""
    data: bytes
    """All of it, or its first bytes where only those were asked for."""


def form_of(path: Path) -> Form | None:
    """Tell how a file is an archive; nothing when it is none. Raises `SourceError`."""
    with reading(path) as file:
        kind = kind_of(file.read(SNIFF))
        if kind is Kind.GZIP:
            file.seek(0)
            inner = unpacked(file, gzip=True).peek(SNIFF)[:SNIFF]
            return Form.TGZ if kind_of(inner) is Kind.TAR else None
    return {Kind.ZIP: Form.ZIP, Kind.TAR: Form.TAR}.get(kind)


def may_be_book(name: str) -> bool:
    """Whether a file of an archive is looked into, after its name."""
    return name.lower().endswith(_NAMES)


def book_files(path: Path, form: Form | None, most: int = LARGEST) -> Iterator[BookFile]:
    """Give a file, or those of an archive that may be books, each with its first `most` bytes.

    Raises `SourceError` where it cannot be read, or is larger than any book.
    """
    with reading(path) as file:
        if form is None:
            yield BookFile(path.name, _whole(unpacked(file, gzip=False), path, most))
            return
        for member in members(file, form):
            if may_be_book(member.name):
                yield BookFile(member.name, _whole(member.stream, path, most))


def _whole(stream: io.BufferedReader, path: Path, most: int) -> bytes:
    data = stream.read(most)
    if most == LARGEST and len(data) == most:
        raise SourceError(
            f"{shown(path)} is larger than any address book.",
            "Is it another file? Give the address book or the LinkedIn export alone.",
        )
    return data


def fingerprint_of(paths: Iterable[Path]) -> Fingerprint:
    """Look at files without reading them through. Raises `SourceError` when one is gone."""
    size, stamp, heads = 0, 0, []
    for path in paths:
        with reading(path) as file:
            status = os.fstat(file.fileno())
            size += status.st_size
            stamp = max(stamp, status.st_mtime_ns)
            heads.append(f"{status.st_size} {status.st_mtime_ns} {digest(file.read(HEAD))}")
    return Fingerprint(size, stamp, digest("\n".join(heads).encode()))
