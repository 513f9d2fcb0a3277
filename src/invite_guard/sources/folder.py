"""Messages that lie one in a file: a maildir, a folder of .eml files, or a single one."""

import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial
from itertools import accumulate
from pathlib import Path
from typing import NamedTuple

from invite_guard.sources.base import START, Fingerprint, Message, Position
from invite_guard.sources.files import digest, unreadable
from invite_guard.sources.heads import head_of, is_cut
from invite_guard.sources.whole import Extent, Whole, beginning_of, without_lead

_FLAGS = ":2,"
_FLAGS_ELSEWHERE = ("!2,", ";2,")
"""What stands for the colon where a file name cannot hold one."""

WORTH = 10_000
"""Letters still to be read from which on other processes save more time than they take to start."""
_TOGETHER = 500
"""Letters of one part."""


class Letter(NamedTuple):
    """A file that holds one message, in the order they are read: oldest first."""

    stamp: int
    """When the file was last changed, in nanoseconds: delivery, for a maildir."""
    unique: str
    """The file's name without the flags of a maildir, which change as it is read and moved."""
    folder: str
    place: str
    """The folder it lies in, as the system knows it."""
    name: str
    size: int


class MailFolder:
    """Every message file at or below a path, as it was when the path was looked at.

    The letters are in order of their time of change, so that mail delivered later comes last and
    the folder grows as an mbox does; a letter that is flagged or moved from `new` to `cur` stays
    where it was.
    """

    def __init__(self, path: Path, kind: str, letters: Sequence[Letter]) -> None:
        self.kind = kind
        resolved = path.resolve()
        self.name = resolved.name or str(resolved)
        self.key = str(resolved)
        self._path = path
        self._letters = sorted(letters)
        self._read = 0

    def fingerprint(self) -> Fingerprint:
        """Sum up the listing: bytes, newest time, and a digest of names, times and sizes.

        Raises `SourceError` when the folder is gone.
        """
        self._check()
        size = sum(letter.size for letter in self._letters)
        stamp = self._letters[-1].stamp if self._letters else 0
        return Fingerprint(size, stamp, self._listing(len(self._letters)))

    def grown(self, before: Fingerprint, at: Position) -> bool:
        """Whether the letters of that time are still the first ones, each unchanged.

        A letter that was deleted or filed elsewhere, or one that came in with an older time, makes
        it another folder.
        """
        count, _, _ = before.head.partition(":")
        known = int(count) if count.isdigit() else 0
        return at.part <= known <= len(self._letters) and before.head == self._listing(known)

    def messages(self, start: Position = START) -> Iterator[Message]:
        """Read the head of each letter from `start` on; one that was deleted since is passed over.

        Raises `SourceError` where the folder is gone or one may not be read.
        """
        self._check()
        self._read = sum(letter.size for letter in self._letters[: start.part])
        for part in range(start.part, len(self._letters)):
            letter = self._letters[part]
            message = _message(part, letter)
            self._read += letter.size
            if message:
                yield message

    def parts(self, start: Position) -> list["FolderPart"]:
        """Cut what follows `start` into some hundred letters each; see `PartedSource`."""
        self._check()
        letters = self._letters
        if len(letters) - start.part < WORTH:
            return []
        cuts = range(start.part, len(letters), _TOGETHER)
        ends = accumulate(sum(x.size for x in letters[n : n + _TOGETHER]) for n in cuts)
        before = sum(letter.size for letter in letters[: start.part])
        return [
            FolderPart(n, tuple(letters[n : n + _TOGETHER]), before + end)
            for n, end in zip(cuts, ends, strict=True)
        ]

    def whole(self, extents: Iterable[Extent]) -> Iterator[Whole]:
        """Read these letters; one that was deleted since is passed over. Raises `SourceError`."""
        self._check()
        for extent in extents:
            letter = self._letters[extent.position.part]
            content = _opened(letter, partial(beginning_of, size=extent.size))
            if content is not None:
                yield Whole(extent.position, without_lead(content))

    def read_bytes(self) -> int:
        """Bytes of the letters given so far, their bodies included."""
        return self._read

    def _check(self) -> None:
        try:
            self._path.stat()
        except OSError as error:
            raise unreadable(self._path, error) from error

    def _listing(self, count: int) -> str:
        lines = (f"{x.stamp} {x.unique} {x.folder} {x.size}" for x in self._letters[:count])
        listing = "\n".join(lines).encode("utf-8", "surrogatepass")
        return f"{count}:{digest(listing)}"


class FolderPart(NamedTuple):
    """Letters that follow one another."""

    first: int
    """The number of the first one."""
    letters: tuple[Letter, ...]
    reached: int
    """Bytes of all letters up to the last one of these."""

    def messages(self) -> Iterator[Message]:
        """Read the head of each letter; see `MailFolder.messages`."""
        for part, letter in enumerate(self.letters, self.first):
            message = _message(part, letter)
            if message:
                yield message


def letter(place: str, name: str, folder: str, status: os.stat_result) -> Letter:
    """Note a message file down."""
    return Letter(status.st_mtime_ns, _unique(name), folder, place, name, status.st_size)


def _unique(name: str) -> str:
    if "2," in name:
        for mark in (_FLAGS, *_FLAGS_ELSEWHERE):
            name = name.partition(mark)[0]
    return name


def _message(part: int, found: Letter) -> Message | None:
    head = _opened(found, head_of)
    if head is None:
        return None
    return Message(head, Position(part), found.folder, cut=is_cut(head))


def _opened(found: Letter, read: Callable[[str], bytes]) -> bytes | None:
    try:
        return read(os.path.join(found.place, found.name))  # noqa: PTH118 - three times as fast
    except FileNotFoundError:
        moved = _moved(found)
        return read(moved) if moved else None
    except OSError as error:
        raise unreadable(Path(found.place, found.name), error) from error


def _moved(found: Letter) -> str | None:
    """Find a maildir's letter that a mail program flagged, or moved to `cur`, since the listing."""
    place = Path(found.place)
    if place.name not in {"cur", "new"}:
        return None
    for folder in (place.with_name("cur"), place.with_name("new")):
        for path in folder.iterdir() if folder.is_dir() else ():
            if _unique(path.name) == found.unique:
                return str(path)
    return None
