"""Google Takeout, and any other archive of mail: read as a stream, never unpacked to disk.

Each archive of a split export is whole in itself and is a source of its own. An archive inside an
archive is not read, and told.
"""

from collections.abc import Iterable, Iterator
from itertools import groupby, islice
from pathlib import Path, PurePosixPath

from invite_guard.sources.aside import NO_ROOM, Aside
from invite_guard.sources.base import START, Fingerprint, Message, Position
from invite_guard.sources.blocks import mbox_messages
from invite_guard.sources.closed import Inside, closed_inside, not_read_inside
from invite_guard.sources.files import Progress, fingerprint, reading
from invite_guard.sources.heads import head_from, is_cut
from invite_guard.sources.kinds import SNIFF, Kind, mail_kind
from invite_guard.sources.members import Form, Member, members
from invite_guard.sources.places import folder_of_letter, folder_of_mbox
from invite_guard.sources.streams import CHUNK, UntilFault
from invite_guard.sources.whole import Extent, Whole, extents_within

_SAMPLE = 200
"""How many members are looked into to tell whether an archive holds mail."""


class Archive:
    """An archive whose members are mbox files or messages; members of other kinds are no mail."""

    kind = "takeout"

    def __init__(self, path: Path, form: Form) -> None:
        self.path = path
        self.name = path.name
        self.key = str(path.resolve())
        self.aside = Aside(NO_ROOM)
        """Where what may be books is kept while the mail is read; by default nothing is."""
        self._form = form
        self._progress = Progress()

    def fingerprint(self) -> Fingerprint:
        """Look at the file without reading it through. Raises `SourceError` when it is gone."""
        return fingerprint(self.path)

    def grown(self, before: Fingerprint, at: Position) -> bool:  # noqa: ARG002 - see below
        """Whether the archive is untouched, `at` any place: archives are made anew, never grown."""
        return self.fingerprint() == before

    def messages(self, start: Position = START) -> Iterator[Message]:
        """Read from `start` to the end.

        Raises `SourceError` where the archive is cut short or damaged, and at the end where not
        everything could be read: see `closed_inside`.
        """
        inside: list[Inside] = []
        with self.aside.passing(), reading(self.path, self._progress) as file:
            for part, member in enumerate(members(file, self._form)):
                if found := closed_inside(member):
                    inside.append(found)
                    continue
                self.aside.keep(member)
                if part >= start.part:
                    offset = start.offset if part == start.part else 0
                    yield from _messages_in(member, Position(part, offset))
        if inside:
            raise not_read_inside(self.path, inside)

    def whole(self, extents: Iterable[Extent]) -> Iterator[Whole]:
        """Read the messages at these places. Raises `SourceError` as `messages` does."""
        wanted = {
            part: list(found) for part, found in groupby(extents, lambda at: at.position.part)
        }
        with reading(self.path) as file:
            for part, member in enumerate(members(file, self._form)):
                yield from extents_within(member.stream, wanted.pop(part, ()))
                if not wanted:
                    return

    def is_packed(self) -> bool:
        """Whether it has to be decompressed."""
        return self._form is not Form.TAR

    def is_one_stream(self) -> bool:
        """Whether no member can be reached but by decompressing all before it."""
        return self._form is Form.TGZ

    def read_bytes(self) -> int:
        """Bytes of the archive on disk consumed so far."""
        return int(self._progress)

    def holds_mail(self) -> bool:
        """Whether one of the first members is mail, or the archive is a part of a Takeout export.

        Raises `SourceError` where the archive cannot be read so far, or where it holds none but
        what may be mail and cannot be read.
        """
        inside: list[Inside] = []
        with reading(self.path) as file:
            for member in islice(members(file, self._form), _SAMPLE):
                if PurePosixPath(member.name).parts[:1] == ("Takeout",):
                    return True
                if found := closed_inside(member):
                    inside.append(found)
                elif _kind(member) in {Kind.MBOX, Kind.EML}:
                    return True
        if inside:
            raise not_read_inside(self.path, inside)
        return False


def _messages_in(member: Member, start: Position) -> Iterator[Message]:
    kind, parts = _kind(member), PurePosixPath(member.name).parts
    if kind is Kind.MBOX:
        yield from mbox_messages(member.stream, start, folder_of_mbox(parts))
    elif kind is Kind.EML:
        source = UntilFault(member.stream)
        head = head_from(source)
        yield Message(head, Position(start.part), folder_of_letter(parts), cut=is_cut(head))
        while source.read(CHUNK):  # to the checksum, as an mbox is
            pass
        source.check()


def _kind(member: Member) -> Kind:
    return mail_kind(member.name, member.stream.peek(SNIFF)[:SNIFF])
