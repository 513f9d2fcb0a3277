"""Address books of an archive, kept aside while its mail is read: it is decompressed once."""

from collections.abc import Iterator
from contextlib import contextmanager

from invite_guard.errors import SourceError
from invite_guard.sources.book_files import BookFile, may_be_book
from invite_guard.sources.kinds import SNIFF, Kind, mail_kind
from invite_guard.sources.members import Member

ROOM = 1 << 25
"""Bytes that are kept aside at most, of all archives together."""
NO_ROOM = -1
"""Where nothing is kept, be it empty."""


class Aside:
    """What may be books in one archive, as the last reading of its mail came by it."""

    def __init__(self, room: int = ROOM) -> None:
        """`room`: where there are more bytes, nothing is kept."""
        self._room = room
        self._files: list[BookFile] = []
        self._left = 0
        self._complete = False
        """Whether every file that may be a book is kept."""
        self._fault: SourceError | None = None
        """Why the archive could not be read to its end."""

    @contextmanager
    def passing(self) -> Iterator[None]:
        """Begin anew, and see how it ends."""
        self._files, self._left = [], self._room
        self._complete, self._fault = False, None
        try:
            yield
        except SourceError as fault:
            self._fault = fault
            raise
        self._complete = True

    def keep(self, member: Member) -> None:
        """Read a member that may be a book and is no mail."""
        if self._left < 0 or not may_be_book(member.name):
            return
        first = member.stream.peek(SNIFF)[:SNIFF]
        data = b""
        if mail_kind(member.name, first) in {Kind.MBOX, Kind.EML}:
            self._left = NO_ROOM
        else:
            data = member.stream.read(self._left + 1)
            self._left -= len(data)
        self._files.append(BookFile(member.name, data))
        if self._left < 0:
            self._files.clear()

    def taken(self) -> list[BookFile] | None:
        """Give every file that may be a book, once; None where they are not all here.

        Raises `SourceError` where the archive could not be read to its end.
        """
        files, complete = self._files, self._complete and self._left >= 0
        self._files, self._complete = [], False
        if self._fault and self._left >= 0:
            raise self._fault
        return files if complete else None
